//! The built page's files, as the window's own protocol would serve them: a path
//! that is no file is a screen, and every screen is `index.html`.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A file of the page.
#[derive(Debug, PartialEq, Eq)]
pub struct PageFile {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// The file that `path` of a request names under `root`; `None` if it would have
/// to be outside, or is a file by its name and is not there.
///
/// # Errors
/// The page was not built.
pub fn page_file(root: &Path, path: &str) -> io::Result<Option<PageFile>> {
    let relative = PathBuf::from(path.trim_start_matches('/'));
    if !relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return Ok(None);
    }
    let named = root.join(&relative);
    let file = if named.is_file() {
        named
    } else if relative.extension().is_some() {
        return Ok(None);
    } else {
        root.join("index.html")
    };
    Ok(Some(PageFile {
        content_type: content_type(&file),
        bytes: fs::read(file)?,
    }))
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_are_the_page_and_nothing_outside_it_is_served() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("build");
        fs::create_dir_all(root.join("_app")).unwrap();
        fs::write(root.join("index.html"), "page").unwrap();
        fs::write(root.join("_app/start.js"), "start").unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();

        let served = |path| page_file(&root, path).unwrap();
        assert_eq!(served("/calls/1").unwrap().bytes, b"page");
        assert_eq!(
            served("/").unwrap().content_type,
            "text/html; charset=utf-8"
        );
        assert_eq!(served("/_app/start.js").unwrap().bytes, b"start");
        assert_eq!(served("/_app/gone.js"), None);
        assert_eq!(served("/../secret"), None);
        assert_eq!(served("/_app/../../secret"), None);
    }
}
