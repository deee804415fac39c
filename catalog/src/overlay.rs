//! A project's own catalog, laid over the built-in one: of each key the newest row wins, on a tie the project's.

use crate::malformed::Malformed;
use crate::project_row::{self, ProjectRow};
use crate::reader::{self, Record, TableFile};
use crate::regions::Partition;
use crate::{Catalog, Profile};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_data as data;

/// The built-in catalog with a project's rows laid over it, by model and by profile with source Region.
///
/// Of two rows of one key that with the newest `seen` wins, on a tie the project's, and a row that is pinned always. A
/// row that wins takes cells of columns that its file does not have from the built-in row, or what is written there
/// where nothing is on record. A route without `status` is `current`, whatever the built-in row says: it was seen.
///
/// A prefix or a Region that the built-in tables do not know is added: its partition is that of its Regions, its
/// country is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    models: String,
    prefixes: String,
    regions: String,
    routes: String,
    project: String,
    /// The day on which the newest row was seen that decides.
    date: Option<String>,
}

impl Overlay {
    /// Lays the rows of `routes.tsv` and `models.tsv` over the built-in catalog, or says of each row that is not
    /// right where and why.
    pub fn new(routes: TableFile<'_>, models: TableFile<'_>) -> Result<Self, Vec<Malformed>> {
        Overlay::where_wins(routes, models, |row| row.wins())
    }

    /// The same where every row wins, whatever its date: what the project's rows say.
    pub fn with_every_row(routes: TableFile<'_>, models: TableFile<'_>) -> Result<Self, Vec<Malformed>> {
        Overlay::where_wins(routes, models, |_| true)
    }

    fn where_wins(
        routes: TableFile<'_>,
        models: TableFile<'_>,
        wins: fn(&ProjectRow<'_>) -> bool,
    ) -> Result<Self, Vec<Malformed>> {
        let mut malformed = Vec::new();
        let model_rows = reader::models(models, &mut malformed);
        let route_rows = reader::routes(routes, &mut malformed);
        if let Some(described) = reader::model_ids(models) {
            check_models(&route_rows, &described, &mut malformed);
        }
        check_partitions(&route_rows, &mut malformed);
        check_geography(&route_rows, &mut malformed);
        if !malformed.is_empty() {
            return Err(malformed);
        }
        let rows: Rows<'_, '_> =
            model_rows.iter().map(model_key).chain(route_rows.iter().flat_map(route_keys)).collect();
        let project = project_rows(&rows);
        let won: Rows<'_, '_> = rows.into_iter().filter(|(row, _)| wins(row)).collect();
        let seen = won.iter().map(|(row, _)| row.seen()).max();
        let date = seen.map(String::from);
        Ok(Overlay {
            models: merged_models(&won),
            prefixes: with_new_prefixes(&won),
            regions: with_new_regions(&won),
            routes: merged_routes(&won),
            project,
            date,
        })
    }

    /// The catalog that results.
    pub fn catalog(&self) -> Catalog<'_> {
        Catalog::from_tables(data::COUNTRIES, &self.models, &self.prefixes, &self.regions, &self.routes, data::DATE)
            .with_project(&self.project, self.date.as_deref())
            .refreshable()
    }
}

/// A row of the project for one key, with all that it says.
type Keyed<'r, 't> = (ProjectRow<'t>, &'r Record<'t>);

type Rows<'r, 't> = Vec<Keyed<'r, 't>>;

fn model_key<'r, 't>(model: &'r Record<'t>) -> Keyed<'r, 't> {
    (ProjectRow { id: model.key(), source: None, seen: model.seen(), pinned: model.is_pinned() }, model)
}

/// A row may list several source Regions, and stands for each of them.
fn route_keys<'r, 't>(route: &'r Record<'t>) -> impl Iterator<Item = Keyed<'r, 't>> {
    let key = |source| ProjectRow { source: Some(source), ..model_key(route).0 };
    route.words(reader::SOURCE).map(move |source| (key(source), route))
}

/// The keys as a table, sorted.
fn project_rows(rows: &[Keyed<'_, '_>]) -> String {
    let rows: BTreeMap<_, String> = rows.iter().map(|(row, _)| ((row.id(), row.source()), row.to_row())).collect();
    project_row::HEADER.to_string() + &rows.into_values().collect::<String>()
}

/// Every profile's model is described, here or in the built-in catalog.
fn check_models(routes: &[Record<'_>], described: &BTreeSet<&str>, malformed: &mut Vec<Malformed>) {
    for route in routes {
        let model = route.key().split_once('.').map_or("", |(_, model)| model);
        if !described.contains(model) && Catalog::BUILT_IN.model(model).is_none() {
            malformed
                .push(route.malformed(0, format!("`{model}` has no row in models.tsv, nor in the built-in catalog")));
        }
    }
}

/// The Regions of a route belong to one partition, and to that of the prefix.
fn check_partitions(routes: &[Record<'_>], malformed: &mut Vec<Malformed>) {
    for route in routes {
        let Some(first) = route.words(reader::SOURCE).next() else { continue };
        let prefix = Catalog::BUILT_IN.prefix(prefix_of(route));
        let partition = Partition::from_region(first);
        if let Some(prefix) = prefix.filter(|prefix| prefix.partition() != partition.as_str()) {
            let (name, own) = (prefix.name(), prefix.partition());
            let message =
                format!("`{first}` belongs to the partition `{partition}`, and the prefix `{name}` to `{own}`");
            malformed.push(route.malformed(reader::SOURCE, message));
        }
        for column in [reader::SOURCE, reader::DESTINATIONS] {
            let in_another =
                route.words(column).find(|region| *region != "*" && Partition::from_region(region) != partition);
            if let Some(region) = in_another {
                let other = Partition::from_region(region);
                let message = format!("`{first}` belongs to the partition `{partition}`, and `{region}` to `{other}`");
                malformed.push(route.malformed(column, message));
            }
        }
    }
}

/// Requests to a profile with a built-in prefix may run anywhere if that is `global`, otherwise in named Regions.
fn check_geography(routes: &[Record<'_>], malformed: &mut Vec<Malformed>) {
    for route in routes {
        let Some(prefix) = Catalog::BUILT_IN.prefix(prefix_of(route)) else { continue };
        let leads_anywhere = route.words(reader::DESTINATIONS).any(|region| region == "*");
        let message = match (prefix.is_global(), leads_anywhere) {
            (true, false) => "the destination of a `global` profile is `*`, and no Region".to_string(),
            (false, true) => {
                format!("`*` is the destination of `global` profiles, and `{}` has Regions", prefix.name())
            }
            _ => continue,
        };
        malformed.push(route.malformed(reader::DESTINATIONS, message));
    }
}

fn prefix_of<'t>(route: &Record<'t>) -> &'t str {
    route.key().split_once('.').map_or("", |(prefix, _)| prefix)
}

/// The rows of a table by their key, written under the header of the built-in one.
fn table(built_in: &str, rows: BTreeMap<&str, String>) -> String {
    let header = built_in.lines().next().unwrap_or_default();
    let mut table = format!("{header}\n");
    table.extend(rows.into_values());
    table
}

/// The rows of a built-in table by their key.
fn rows_of(built_in: &str) -> BTreeMap<&str, String> {
    let rows = built_in.lines().skip(1);
    rows.map(|row| (row.split('\t').next().unwrap_or_default(), format!("{row}\n"))).collect()
}

fn merged_models(won: &[Keyed<'_, '_>]) -> String {
    let mut rows = rows_of(data::MODELS);
    let models = won.iter().filter(|(row, _)| row.source().is_none());
    rows.extend(models.map(|(row, model)| (row.id(), model.over(Catalog::BUILT_IN.model_row(row.id())))));
    table(data::MODELS, rows)
}

fn with_new_prefixes(won: &[Keyed<'_, '_>]) -> String {
    let mut rows = rows_of(data::PREFIXES);
    for (row, route) in won {
        let Some(source) = row.source() else { continue };
        let (name, partition) = (prefix_of(route), Partition::from_region(source));
        rows.entry(name).or_insert_with(|| format!("{name}\t{partition}\tof the project's catalog\t-\n"));
    }
    table(data::PREFIXES, rows)
}

fn with_new_regions(won: &[Keyed<'_, '_>]) -> String {
    let mut rows = rows_of(data::REGIONS);
    let names = won.iter().flat_map(|(row, record)| {
        let column = if row.source().is_some() { reader::DESTINATIONS } else { reader::ON_DEMAND };
        row.source().into_iter().chain(record.words(column))
    });
    for name in names.filter(|name| *name != "*") {
        let partition = Partition::from_region(name);
        rows.entry(name).or_insert_with(|| format!("{name}\t{partition}\t-\tof the project's catalog\n"));
    }
    table(data::REGIONS, rows)
}

/// The blocks of profiles of which no row of the project wins as they are; of the others the routes from each source
/// Region.
fn merged_routes(won: &[Keyed<'_, '_>]) -> String {
    let mut by_profile: BTreeMap<&str, Vec<Keyed<'_, '_>>> = BTreeMap::new();
    for (row, route) in won.iter().filter(|(row, _)| row.source().is_some()) {
        by_profile.entry(row.id()).or_default().push((*row, *route));
    }
    let mut rows: BTreeMap<&str, String> = BTreeMap::new();
    for id in Catalog::BUILT_IN.profiles().map(Profile::id).chain(by_profile.keys().copied()) {
        let own = by_profile.get(id).map(Vec::as_slice).unwrap_or_default();
        rows.insert(id, merged_profile(id, own));
    }
    table(data::ROUTES, rows)
}

fn merged_profile(id: &str, own: &[Keyed<'_, '_>]) -> String {
    if own.is_empty() {
        return Catalog::BUILT_IN.route_rows(id).to_string();
    }
    let mut by_source: BTreeMap<&str, String> = BTreeMap::new();
    for row in Catalog::BUILT_IN.route_rows(id).lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, sources, rest @ ..] = cells.as_slice() else { continue };
        by_source.extend(sources.split(' ').map(|source| (source, route_row(id, source, rest))));
    }
    for (row, route) in own {
        let rest: Vec<&str> = route.cells().skip(reader::DESTINATIONS).collect();
        by_source.extend(row.source().map(|source| (source, route_row(id, source, &rest))));
    }
    by_source.into_values().collect()
}

fn route_row(id: &str, source: &str, rest: &[&str]) -> String {
    format!("{id}\t{source}\t{}\n", rest.join("\t"))
}
