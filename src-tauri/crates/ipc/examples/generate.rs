//! Writes the page's client: `make gen`.

fn main() -> std::io::Result<()> {
    let path = format!(
        "{}/../../../{}",
        env!("CARGO_MANIFEST_DIR"),
        parley_ipc::typescript::PATH
    );
    if let Some(folder) = std::path::Path::new(&path).parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, parley_ipc::typescript::render())
}
