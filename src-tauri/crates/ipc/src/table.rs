//! The macro behind the table: from one row come the dispatch arm, the check,
//! the list entry and the TypeScript function.

use parley_app::error::AppError;
use parley_domain::access::Permission;
use parley_domain::error_code::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::typescript::Declarations;

/// A row, as data.
#[derive(Debug, Clone, Copy)]
pub struct CommandInfo {
    pub name: &'static str,
    /// `None`: needs nobody signed in.
    pub requires: Option<Permission>,
    /// JSON Schema of the input.
    pub input_schema: fn() -> Value,
    /// Adds the input's and the view's types; answers with their names.
    pub declare: fn(&mut Declarations) -> (String, String),
}

/// Decodes an input, naming the command's fault, not its content: serde's own
/// message may quote what was typed.
pub(crate) fn decode<I: DeserializeOwned>(input: Value) -> Result<I, AppError> {
    let input = if input.is_null() {
        Value::Object(serde_json::Map::new())
    } else {
        input
    };
    serde_json::from_value(input).map_err(|_| AppError::new(ErrorCode::InvalidInput))
}

pub(crate) fn encode<V: Serialize>(view: &V) -> Result<Value, AppError> {
    serde_json::to_value(view).map_err(|e| AppError::because(ErrorCode::Internal, e))
}

macro_rules! commands {
    (
        signed_out { $($out_name:ident($out_input:ident) -> $out_view:ident;)* }
        signed_in { $($name:ident($input:ident) -> $view:ident, requires $permission:ident;)* }
    ) => {
        /// Every row, in the table's order.
        pub const COMMANDS: &[CommandInfo] = &[
            $(CommandInfo {
                name: stringify!($out_name),
                requires: None,
                input_schema: || schemars::schema_for!($out_input).into(),
                declare: |declarations| {
                    (declarations.add::<$out_input>(), declarations.add::<$out_view>())
                },
            },)*
            $(CommandInfo {
                name: stringify!($name),
                requires: Some(Permission::$permission),
                input_schema: || schemars::schema_for!($input).into(),
                declare: |declarations| {
                    (declarations.add::<$input>(), declarations.add::<$view>())
                },
            },)*
        ];

        async fn run(desk: &Desk, name: &str, input: Value) -> Result<Value, AppError> {
            match name {
                $(stringify!($out_name) => {
                    let view: $out_view = $out_name(desk, decode(input)?).await?;
                    encode(&view)
                })*
                $(stringify!($name) => {
                    let (workspace, grant) = desk.authorize::<kinds::$permission>().await?;
                    let view: $view = $name(&workspace, grant, decode(input)?).await?;
                    encode(&view)
                })*
                _ => Err(ErrorCode::UnknownCommand.into()),
            }
        }
    };
}
pub(crate) use commands;
