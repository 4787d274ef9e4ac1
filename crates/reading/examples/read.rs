//! `read [--json | --text] FILE`: prints the reading of a document or its text, as the program's command does.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .skip(1)
        .find(|arg| arg != "read" && !arg.starts_with("--"))
        .ok_or("usage: read --json FILE")?;
    let reading = reading::read(&std::fs::read(&file)?, Some(&file))
        .map_err(|why| format!("{why} ({})", why.code()))?;
    if std::env::args().any(|arg| arg == "--text") {
        print!("{}", reading.text);
        return Ok(());
    }
    serde_json::to_writer(std::io::BufWriter::new(std::io::stdout().lock()), &reading)?;
    Ok(())
}
