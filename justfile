# The commands that people need. `just` lists them.

[private]
default:
    @just --list --unsorted

# Build the program
build:
    cargo build

# Run all tests
test *ARGS:
    cargo test {{ARGS}}

# Run the tests and write the golden files anew; read the difference before keeping it
bless *ARGS:
    BLESS=1 cargo test {{ARGS}}

# Formatting, clippy and documentation, with warnings as errors, and the catalog's own check
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps
    cargo run --quiet -- catalog check

# Build the documents of all examples into bilag-ud/
examples:
    cargo run -- build examples

# Take the pictures of docs/pictures anew from the examples (needs poppler-utils)
pictures:
    #!/usr/bin/env bash
    set -euo pipefail
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
    cargo run --quiet -- build examples/omsorg.toml examples/alle-pakker.toml -o "$out"
    # picture NAME DOCUMENT TEXT…: the first page after the contents that holds every TEXT
    picture() {
        local name=$1 pdf=$out/$2.pdf page words word found
        shift 2
        for page in $(seq "$(pdfinfo "$pdf" 2>/dev/null | awk '/^Pages:/ { print $2 }')"); do
            words=$(pdftotext -f "$page" -l "$page" "$pdf" - 2>/dev/null)
            found=yes
            for word in "$@"; do [[ $words == *"$word"* ]] || found=; done
            [[ $words == *Indhold* ]] && found=
            [[ -n $found ]] || continue
            pdftoppm -r 70 -png -f "$page" -l "$page" -singlefile "$pdf" "docs/pictures/$name"
            return
        done
        echo "no page for $name" >&2
        return 1
    }
    mkdir -p docs/pictures
    picture forside omsorg-kravbilag "Bilag 3.2 Kravbilag" Journalnummer
    picture overblik alle-pakker-kravbilag I-01 I-15 SF1514 "tilbudt i pakken"
    picture pakke omsorg-kravbilag "Adgangsstyring for brugere" "Følger af valget" I-08.01
    picture svarskema omsorg-svarskema SF1320_A "På anden vis" SF1461

# Measure batches beside Typst's own command line (docs/performance.md); 98 municipalities take a quarter of an hour
bench MUNICIPALITIES="10":
    benches/run {{MUNICIPALITIES}}

# Validate the documents of the examples: PDF/UA-1 and PDF/A-3a, and Microsoft's own validator for office files
conformance:
    tests/conformance/run
    tests/conformance/office

# Forms as other programs fill them in, and as they send them back (needs LibreOffice, Chromium, npm)
roundtrip SETS="1000":
    tests/roundtrip/run --sets {{SETS}}
    tests/programs/run

# Measure how the examples' documents look: pages, empty paper, long lines, broken words
look:
    tests/look/run

# What takes longer than a change can wait for: a million profiles, licences, fuzzing (needs cargo-fuzz and cargo-deny)
long SECONDS="60":
    .ci/long {{SECONDS}}

# Try the checklist's page in a headless Chromium: axe-core, keyboard, memory, print (needs node, npm, chromium)
web:
    tests/web/run

# Make the page for a browser, one file that works offline (needs the target wasm32-unknown-unknown and clang)
page OUT="target/bilag.html":
    crates/page/make {{OUT}}
