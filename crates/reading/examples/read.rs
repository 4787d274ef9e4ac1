//! `read --json FILE`: prints the reading of a document, as the program's command of the same name does.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .skip(1)
        .find(|arg| arg != "read" && arg != "--json")
        .ok_or("usage: read --json FILE")?;
    let reading = reading::read(&std::fs::read(&file)?, Some(&file))
        .map_err(|why| format!("{why} ({})", why.code()))?;
    serde_json::to_writer(std::io::BufWriter::new(std::io::stdout().lock()), &reading)?;
    Ok(())
}
