//! The catalogue of a site's data: DCAT 3 for programs, a sheet for offices that keep lists of what they publish.
//!
//! A plan is a data set, the plans of a body are a series of data sets. Only files that are there are listed.

use super::graph::{Node, Object, json_ld, turtle};
use crate::digest::Digest;

/// The name of the catalogue as JSON-LD, at the site's root.
pub const CATALOGUE: &str = "catalog.jsonld";
/// The same as Turtle.
pub const CATALOGUE_TURTLE: &str = "catalog.ttl";

/// What a site publishes as data.
#[derive(Debug)]
pub struct Catalogue {
    /// The title of the site.
    pub title: String,
    /// What the catalogue is, in a sentence.
    pub description: String,
    /// Who publishes it.
    pub publisher: String,
    /// What addresses begin with: the public address of the site, or the way to its root.
    pub base: String,
    /// The language tag of its texts.
    pub language: &'static str,
    /// The licence, where the site gives one.
    pub licence: Option<String>,
    /// Its series in the order of the site.
    pub series: Vec<SeriesEntry>,
}

/// The data of one body.
#[derive(Debug)]
pub struct SeriesEntry {
    pub title: String,
    /// The address of its page below the site, encoded.
    pub path: String,
    /// Who issues its plans.
    pub publisher: String,
    /// Its plans, oldest first.
    pub plans: Vec<DataSetEntry>,
    /// The files that hold all years.
    pub files: Vec<FileEntry>,
}

/// The data of one plan.
#[derive(Debug)]
pub struct DataSetEntry {
    pub title: String,
    /// What is in it.
    pub description: String,
    /// The address of its page below the site, encoded.
    pub path: String,
    pub year: i16,
    pub publisher: String,
    pub keywords: Vec<String>,
    /// The day of publication, ISO 8601.
    pub issued: Option<String>,
    /// The last day that anything in it is dated, ISO 8601.
    pub modified: Option<String>,
    /// Its files.
    pub files: Vec<FileEntry>,
}

/// A file.
#[derive(Debug)]
pub struct FileEntry {
    /// Its address below the site, encoded.
    pub path: String,
    /// What it is, for people: 指标（CSV）.
    pub title: String,
    /// Its format, for people.
    pub format: &'static str,
    pub media_type: &'static str,
    /// In bytes.
    pub size: u64,
    pub digest: Digest,
}

impl Catalogue {
    /// The catalogue as JSON-LD and as Turtle: the same statements.
    pub fn documents(&self) -> (Vec<u8>, Vec<u8>) {
        let nodes = self.nodes();
        (json_ld(&nodes), turtle(&nodes))
    }

    fn nodes(&self) -> Vec<Node> {
        let mut catalogue = Node::of(format!("{}{CATALOGUE}#catalog", self.base), "dcat:Catalog");
        catalogue
            .say("dcterms:title", self.words(&self.title))
            .say("dcterms:description", self.words(&self.description))
            .say("dcterms:publisher", self.agent(&self.publisher))
            .say("dcterms:language", language(self.language))
            .say("foaf:homepage", Object::Iri(self.address("")));
        let latest = self.series.iter().flat_map(|series| &series.plans);
        if let Some(day) = latest.filter_map(|plan| plan.modified.as_deref()).max() {
            catalogue.say("dcterms:modified", date(day));
        }
        let mut nodes = Vec::new();
        for series in &self.series {
            let own = self.series_iri(series);
            catalogue.say("dcat:dataset", Object::Iri(own.clone()));
            nodes.push(self.series_node(series, own.clone()));
            nodes.extend(series.files.iter().map(|file| self.file_node(file)));
            let mut before = None;
            for plan in &series.plans {
                let iri = self.plan_iri(plan);
                catalogue.say("dcat:dataset", Object::Iri(iri.clone()));
                let mut node = self.plan_node(plan, iri.clone());
                node.say("dcat:inSeries", Object::Iri(own.clone()));
                if let Some(before) = before.replace(iri) {
                    node.say("dcat:prev", Object::Iri(before));
                }
                nodes.push(node);
                nodes.extend(plan.files.iter().map(|file| self.file_node(file)));
            }
        }
        nodes.insert(0, catalogue);
        nodes
    }

    fn series_node(&self, series: &SeriesEntry, iri: String) -> Node {
        let mut node = Node::of(iri, "dcat:DatasetSeries");
        // DCAT 3: a series is a data set too.
        node.kinds.push("dcat:Dataset");
        node.say("dcterms:title", self.words(&series.title))
            .say("dcterms:description", self.words(&series.title))
            .say("dcterms:publisher", self.agent(&series.publisher))
            .say("dcterms:accrualPeriodicity", Object::Iri(YEARLY.to_owned()))
            .say("dcat:landingPage", Object::Iri(self.address(&series.path)));
        if let (Some(first), Some(last)) = (series.plans.first(), series.plans.last()) {
            node.say("dcterms:temporal", period(first.year, last.year));
            node.say("dcat:first", Object::Iri(self.plan_iri(first)));
            node.say("dcat:last", Object::Iri(self.plan_iri(last)));
        }
        self.files(&series.files, &mut node);
        node
    }

    fn plan_node(&self, plan: &DataSetEntry, iri: String) -> Node {
        let mut node = Node::of(iri, "dcat:Dataset");
        node.say("dcterms:title", self.words(&plan.title))
            .say("dcterms:description", self.words(&plan.description))
            .say("dcterms:publisher", self.agent(&plan.publisher))
            .say("dcterms:language", language(self.language))
            .say("dcterms:temporal", period(plan.year, plan.year))
            .say("dcat:landingPage", Object::Iri(self.address(&plan.path)));
        for keyword in &plan.keywords {
            node.say("dcat:keyword", self.words(keyword));
        }
        for (name, day) in [("dcterms:issued", &plan.issued), ("dcterms:modified", &plan.modified)] {
            if let Some(day) = day {
                node.say(name, date(day));
            }
        }
        self.files(&plan.files, &mut node);
        node
    }

    fn files(&self, files: &[FileEntry], node: &mut Node) {
        for file in files {
            node.say("dcat:distribution", Object::Iri(self.file_iri(file)));
        }
    }

    fn file_node(&self, file: &FileEntry) -> Node {
        let address = self.address(&file.path);
        let mut checksum = Node::unnamed("spdx:Checksum");
        checksum
            .say(
                "spdx:algorithm",
                Object::Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256".to_owned()),
            )
            .say("spdx:checksumValue", Object::Typed(file.digest.to_string(), "xsd:hexBinary"));
        let mut node = Node::of(self.file_iri(file), "dcat:Distribution");
        node.say("dcterms:title", self.words(&file.title))
            .say("dcat:accessURL", Object::Iri(address.clone()))
            .say("dcat:downloadURL", Object::Iri(address))
            .say("dcat:mediaType", Object::Iri(format!("{MEDIA_TYPES}{}", file.media_type)))
            .say("dcat:byteSize", Object::Typed(file.size.to_string(), "xsd:nonNegativeInteger"))
            .say("spdx:checksum", Object::Node(checksum));
        match self.licence.as_deref() {
            Some(licence) if licence.starts_with("https://") || licence.starts_with("http://") => {
                node.say("dcterms:license", Object::Iri(licence.to_owned()));
            }
            Some(licence) => {
                let mut rights = Node::unnamed("dcterms:RightsStatement");
                rights.say("rdfs:label", self.words(licence));
                node.say("dcterms:rights", Object::Node(rights));
            }
            None => {}
        }
        node
    }

    fn words(&self, words: &str) -> Object {
        Object::Words(words.to_owned(), self.language)
    }

    fn agent(&self, name: &str) -> Object {
        let mut agent = Node::unnamed("foaf:Agent");
        agent.say("foaf:name", self.words(name));
        Object::Node(agent)
    }

    fn address(&self, path: &str) -> String {
        let whole = format!("{}{path}", self.base);
        // Nothing would mean the catalogue itself.
        if whole.is_empty() { "./".to_owned() } else { whole }
    }

    fn series_iri(&self, series: &SeriesEntry) -> String {
        format!("{}#series", self.address(&series.path))
    }

    fn plan_iri(&self, plan: &DataSetEntry) -> String {
        format!("{}#data", self.address(&plan.path))
    }

    fn file_iri(&self, file: &FileEntry) -> String {
        format!("{}#file", self.address(&file.path))
    }
}

/// Where media types have their addresses.
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";
/// Once a year, in the vocabulary of the Publications Office of the European Union, which DCAT-AP asks for.
const YEARLY: &str = "http://publications.europa.eu/resource/authority/frequency/ANNUAL";

/// A language in the same vocabulary.
fn language(tag: &str) -> Object {
    let code = if tag.starts_with("zh") { "ZHO" } else { "ENG" };
    Object::Iri(format!("http://publications.europa.eu/resource/authority/language/{code}"))
}

fn date(day: &str) -> Object {
    Object::Typed(day.to_owned(), "xsd:date")
}

/// The time from the first day of a year to the last of another.
fn period(first: i16, last: i16) -> Object {
    let mut period = Node::unnamed("dcterms:PeriodOfTime");
    period
        .say("dcat:startDate", Object::Typed(format!("{first:04}-01-01"), "xsd:date"))
        .say("dcat:endDate", Object::Typed(format!("{last:04}-12-31"), "xsd:date"));
    Object::Node(period)
}
