//! The page's client, written from the table: every type that crosses the wire
//! and one function a row.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use parley_app::ports::Event;
use ts_rs::{Config, TS, TypeVisitor};

use crate::{COMMANDS, WireError};

/// Where the generated file lives, from the top of the repository.
pub const PATH: &str = "ui/src/lib/api/gen/index.ts";

/// Types seen so far, by name.
pub struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl std::fmt::Debug for Declarations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Declarations")
            .field("types", &self.by_name.len())
            .finish_non_exhaustive()
    }
}

impl Declarations {
    fn new() -> Self {
        Self {
            // No integer on the wire leaves the 53 bits a number holds.
            config: Config::new().with_large_int("number"),
            seen: HashSet::new(),
            by_name: BTreeMap::new(),
        }
    }

    /// Adds a type and all it is made of; answers with its name.
    pub fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Only types with a file of their own are declared; the rest are built in.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let declaration = T::decl(&self.config);
            self.by_name.insert(name, declaration);
        }
    }
}

fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for c in name.chars() {
        if c == '_' {
            upper = true;
        } else if upper {
            out.extend(c.to_uppercase());
            upper = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// The whole file.
#[must_use]
pub fn render() -> String {
    let mut declarations = Declarations::new();
    declarations.add::<WireError>();
    declarations.add::<Event>();
    let functions: String = COMMANDS
        .iter()
        .map(|row| {
            let (input, view) = (row.declare)(&mut declarations);
            format!(
                "export const {} = (backend: Backend, input: {input}): Promise<{view}> =>\n  \
                 backend.rpc('{}', input) as Promise<{view}>;\n",
                camel(row.name),
                row.name
            )
        })
        .collect();
    let types: String = declarations
        .by_name
        .values()
        .map(|d| format!("export {d}\n"))
        .collect();
    format!(
        "// Generated from the command table by `make gen`. Do not edit.\n\
         import type {{ Backend }} from '../backend';\n\n{types}\n{functions}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_in_the_tree_is_fresh() {
        let path = format!("{}/../../../{PATH}", env!("CARGO_MANIFEST_DIR"));
        // `make gen` runs this test with the variable set.
        if std::env::var_os("PARLEY_GEN").is_some() {
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, render()).unwrap();
        }
        let in_tree = std::fs::read_to_string(path).unwrap_or_default();
        assert!(in_tree == render(), "{PATH} is stale: run `make gen`");
    }

    #[test]
    fn every_row_has_a_schema_and_a_name_of_its_own() {
        let mut names = HashSet::new();
        for row in COMMANDS {
            assert!(names.insert(row.name), "{} stands twice", row.name);
            assert!((row.input_schema)().is_object(), "{}", row.name);
        }
    }
}
