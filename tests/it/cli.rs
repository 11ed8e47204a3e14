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

/// `--timings` tells the phases, and which templates and pages took longest.
#[test]
fn timings_name_templates_and_pages() {
    let output = tempfile::tempdir().unwrap();
    let site = crate::support::fixture("county");
    let to = output.path().to_str().unwrap();
    let done = crate::support::run(&site, &["build", "--timings", "--output", to, "--lang", "en"]);
    assert!(done.status.success());
    let told = String::from_utf8(done.stderr).unwrap();
    let after = |mark: &str| told.split_once(mark).unwrap_or_else(|| panic!("{mark}\n{told}")).1;
    assert!(told.contains("render") && told.contains(" ms"), "{told}");
    let templates: Vec<&str> =
        after("slowest templates:\n").lines().take_while(|line| line.contains(" ms")).collect();
    assert!(templates.iter().any(|line| line.ends_with("× plan.html")), "{told}");
    let pages: Vec<&str> =
        after("slowest pages:\n").lines().take_while(|line| line.contains(" ms")).collect();
    assert!(pages.len() == 10 && pages.iter().all(|line| line.ends_with(')')), "{told}");
}
