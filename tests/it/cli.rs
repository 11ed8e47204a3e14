//! Transcripts of the command line, kept true: each is a page of documentation too.

use serde_json::Value;

#[test]
fn transcripts_are_true() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd");
}

#[test]
fn schemas_are_json_and_name_their_keys() {
    let folder = tempfile::tempdir().unwrap();
    for (of, key) in [("site", "base_url"), ("front-matter", "document_number"), ("theme", "extends")] {
        let run = crate::support::run(folder.path(), &["schema", of]);
        assert!(run.status.success(), "{of}");
        let schema: Value = serde_json::from_slice(&run.stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{of}");
        assert!(String::from_utf8(run.stdout).unwrap().contains(&format!("\"{key}\"")), "{of} has {key}");
    }
}

#[test]
fn every_shell_gets_completions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = crate::support::run(folder.path(), &["completions", shell]);
        assert!(run.status.success() && run.stdout.len() > 1000, "{shell}");
    }
}
