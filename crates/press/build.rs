//! Rebuilds when a file changes that travels inside the binary: stable Rust does not see what `include_dir!` read.
fn main() {
    for folder in ["../../templates", "../../fonts", "../../catalog"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
