//! The catalog and the views of its rows.

use crate::project_row::{self, ProjectRow};
use crate::regions::{Country, Destinations, Partition, Region, Regions};
use crate::table::{Row, Table, rows};
use alloc::{
    format,
    string::{String, ToString as _},
};
use bedrock_profiles_data as data;

/// Everything on record about Bedrock inference: look-ups, without judgement.
///
/// What is right and wrong is for the functions of [`check`](crate::check) to say.
#[derive(Clone, Copy, Debug)]
pub struct Catalog<'c> {
    countries: Table<'c>,
    models: Table<'c>,
    prefixes: Table<'c>,
    regions: Table<'c>,
    routes: Table<'c>,
    /// The keys of a project's rows.
    project: Table<'c>,
    date: &'c str,
    /// What counts as today.
    day: &'c str,
    project_date: Option<&'c str>,
    refreshable: bool,
}

impl Catalog<'static> {
    /// The catalog that this release carries.
    pub const BUILT_IN: Self =
        Catalog::from_tables(data::COUNTRIES, data::MODELS, data::PREFIXES, data::REGIONS, data::ROUTES, data::DATE);
}

impl<'c> Catalog<'c> {
    /// The catalog of tables as text, each with its header.
    pub(crate) const fn from_tables(
        countries: &'c str,
        models: &'c str,
        prefixes: &'c str,
        regions: &'c str,
        routes: &'c str,
        date: &'c str,
    ) -> Self {
        Catalog {
            countries: Table::new(countries),
            models: Table::new(models),
            prefixes: Table::new(prefixes),
            regions: Table::new(regions),
            routes: Table::new(routes),
            project: Table::new(project_row::HEADER),
            date,
            day: date,
            project_date: None,
            refreshable: false,
        }
    }

    /// The day on which the newest row of the built-in catalog was seen, such as `2026-10-27`.
    ///
    /// All dates of the catalog have this form, so that they compare as text.
    pub const fn date(self) -> &'c str {
        self.date
    }

    /// The day on which the newest of a project's rows was seen, where such rows are laid over the built-in catalog.
    pub const fn project_date(self) -> Option<&'c str> {
        self.project_date
    }

    /// The dates in words, as messages name the catalog: `2026-10-27`, or
    /// ``2026-10-27, with the project's `bedrock-catalog` of 2026-11-20``.
    pub fn edition(self) -> String {
        edition(self.date, self.project_date)
    }

    /// The same catalog where `cargo bedrock-profiles sync` can refresh it, as messages then say: at compile time.
    #[must_use]
    pub const fn refreshable(self) -> Self {
        Catalog { refreshable: true, ..self }
    }

    /// The same catalog, asked on `day`, such as `2026-11-28`: what was announced for a day before may have come. Without
    /// it the catalog's own date counts, so that what compiles today compiles tomorrow.
    #[must_use]
    pub const fn as_of(self, day: &'c str) -> Self {
        Catalog { day, ..self }
    }

    /// Whether `day`, such as that of an announced end of life, has come.
    pub fn has_come(self, day: &str) -> bool {
        day <= self.day
    }

    /// The same catalog with the keys of a project's rows, and the day of the newest that decides.
    pub(crate) const fn with_project(self, rows: &'c str, date: Option<&'c str>) -> Self {
        Catalog { project: Table::new(rows), project_date: date, ..self }
    }

    /// The project's row for this profile from this source Region, whether it decides or not.
    pub fn project_route(self, profile: &str, source: &str) -> Option<ProjectRow<'c>> {
        self.project_rows_of(profile).find(|row| row.source() == Some(source))
    }

    /// The project's row for this model, whether it decides or not.
    pub fn project_model(self, model: &str) -> Option<ProjectRow<'c>> {
        self.project_rows_of(model).find(|row| row.source().is_none())
    }

    fn project_rows_of(self, id: &str) -> impl Iterator<Item = ProjectRow<'c>> + use<'c> {
        rows(self.project.block(id)).map(ProjectRow::from_row)
    }

    pub(crate) const fn is_refreshable(self) -> bool {
        self.refreshable
    }

    /// The foundation model of this id.
    pub fn model(self, id: &str) -> Option<Model<'c>> {
        self.models.row(id).map(Model)
    }

    /// Every foundation model, by id.
    pub fn models(self) -> impl Iterator<Item = Model<'c>> + Clone {
        self.models.rows().map(Model)
    }

    /// Whether the ids of some models begin with `word` and a dot.
    pub(crate) fn is_provider(self, word: &str) -> bool {
        self.models.blocks_from(&format!("{word}.")).next().is_some()
    }

    /// The cross-Region inference profile of this id, retired ones included.
    pub fn profile(self, id: &str) -> Option<Profile<'c>> {
        let block = self.routes.block(id);
        rows(block).next().map(|first| Profile::from_rows(first.key(), block))
    }

    /// The row of the model of this id, as it stands in the table.
    pub(crate) fn model_row(self, id: &str) -> Option<Row<'c>> {
        self.models.row(id)
    }

    /// The rows of the profile of this id, as they stand in the table.
    pub(crate) fn route_rows(self, id: &str) -> &'c str {
        self.routes.block(id)
    }

    /// The profile that puts `prefix` before `model`.
    pub fn profile_of(self, prefix: Prefix<'_>, model: Model<'_>) -> Option<Profile<'c>> {
        self.profile(&format!("{}.{}", prefix.name(), model.id()))
    }

    /// Every cross-Region inference profile, by id, retired ones included.
    pub fn profiles(self) -> impl Iterator<Item = Profile<'c>> + Clone {
        self.routes.blocks().map(|(id, rows)| Profile::from_rows(id, rows))
    }

    /// The same, of those whose id begins with `start`.
    pub(crate) fn profiles_from(self, start: &str) -> impl Iterator<Item = Profile<'c>> {
        self.routes.blocks_from(start).map(|(id, rows)| Profile::from_rows(id, rows))
    }

    /// The profiles of `model` that are not retired.
    pub fn current_profiles_of<'m>(self, model: Model<'m>) -> impl Iterator<Item = Profile<'c>> + use<'c, 'm> {
        let prefixes = self.prefixes();
        prefixes.filter_map(move |prefix| self.profile_of(prefix, model)).filter(|profile| !profile.is_retired())
    }

    /// The geo prefix of this name.
    pub fn prefix(self, name: &str) -> Option<Prefix<'c>> {
        self.prefixes.row(name).map(Prefix)
    }

    /// Every geo prefix, by name.
    pub fn prefixes(self) -> impl Iterator<Item = Prefix<'c>> + Clone {
        self.prefixes.rows().map(Prefix)
    }

    /// The Region of this name.
    pub fn region(self, name: &str) -> Option<Region<'c>> {
        self.regions.row(name).map(Region)
    }

    /// Every Region, by name.
    pub fn regions(self) -> impl Iterator<Item = Region<'c>> + Clone {
        self.regions.rows().map(Region)
    }

    /// The country of this ISO 3166 code.
    pub fn country(self, code: &str) -> Option<Country<'c>> {
        self.countries.row(code).map(Country)
    }

    /// Every country that has a Region or is a member state of the European Union, by code.
    pub fn countries(self) -> impl Iterator<Item = Country<'c>> + Clone {
        self.countries.rows().map(Country)
    }
}

/// The dates of a catalog in words.
pub(crate) fn edition(date: &str, project_date: Option<&str>) -> String {
    match project_date {
        Some(newest) => format!("{date}, with the project's `bedrock-catalog` of {newest}"),
        None => date.to_string(),
    }
}

/// A geo prefix.
#[derive(Clone, Copy, Debug)]
pub struct Prefix<'c>(Row<'c>);

impl<'c> Prefix<'c> {
    /// The name, such as `eu`.
    pub fn name(self) -> &'c str {
        self.0.cell(0)
    }

    /// The partition of all its Regions, as named in ARNs.
    pub fn partition(self) -> &'c str {
        self.0.cell(1)
    }

    /// What it reaches, in words. A prefix is not a jurisdiction: see [`Route::destinations`].
    pub fn geography(self) -> &'c str {
        self.0.cell(2)
    }

    /// Whether requests to its profiles may run in any commercial Region.
    pub fn is_global(self) -> bool {
        self.name() == "global"
    }

    /// What it is often called and is not.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.words(3)
    }
}

/// A foundation model.
#[derive(Clone, Copy, Debug)]
pub struct Model<'c>(Row<'c>);

impl<'c> Model<'c> {
    /// The model that a row in the form of `models.tsv` describes. Nothing is on record of cells that are missing.
    pub const fn from_row(row: &'c str) -> Self {
        Model(Row::new(row))
    }

    /// Its row of `models.tsv`.
    pub const fn row(self) -> &'c str {
        self.0.as_str()
    }

    /// The cells of its row that tell of the model itself: up to how it is offered.
    pub fn description(self) -> &'c str {
        const CELLS: usize = 10;
        let (row, end) = (self.row(), self.row().match_indices('\t').nth(CELLS - 1));
        end.and_then(|(end, _)| row.get(..end)).unwrap_or(row)
    }

    /// The id, such as `anthropic.claude-sonnet-4-6`.
    pub fn id(self) -> &'c str {
        self.0.key()
    }

    /// The name for people, such as `Claude Sonnet 4.6`; the id where none is on record.
    pub fn name(self) -> &'c str {
        self.0.known(1).unwrap_or_else(|| self.id())
    }

    /// Who makes it, such as `Anthropic`.
    pub fn provider(self) -> &'c str {
        self.0.cell(2)
    }

    /// What it takes in: `text`, `image`, …; nothing where that is not on record.
    pub fn inputs(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.words(3)
    }

    /// What it gives out: `text`, `embedding`, …; nothing where that is not on record.
    pub fn outputs(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.words(4)
    }

    /// Whether it can stream its answer. Unknown counts as yes: a grant too few stops a program.
    pub fn streams(self) -> bool {
        self.0.cell(5) != "no"
    }

    /// Where it stands between launch and end of life.
    pub fn lifecycle(self) -> Lifecycle {
        match self.0.cell(6) {
            "active" => Lifecycle::Active,
            "legacy" => Lifecycle::Legacy,
            "eol" => Lifecycle::EndOfLife,
            _ => Lifecycle::Unknown,
        }
    }

    /// The day from which it is legacy, where AWS has announced it.
    pub fn legacy_since(self) -> Option<&'c str> {
        self.0.known(7)
    }

    /// The day of its end of life, where AWS has announced it.
    pub fn end_of_life(self) -> Option<&'c str> {
        self.0.known(8)
    }

    /// How it is offered, in the API's terms: `on_demand`, `inference_profile`, `provisioned`.
    pub fn inference_types(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.words(9)
    }

    /// The service endpoints that serve it: `bedrock-runtime`, `bedrock-mantle`.
    pub fn endpoints(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.words(10)
    }

    /// The Regions in which the bare id can be invoked, without a profile.
    pub fn on_demand_regions(self) -> Regions<'c> {
        Regions::from_spaced(self.0.known(11).unwrap_or_default())
    }

    /// The day on which it was last seen.
    pub fn seen(self) -> &'c str {
        self.0.cell(12)
    }

    /// Where it was seen.
    pub fn origin(self) -> &'c str {
        self.0.cell(13)
    }

    /// Its row of `models.tsv`, cell by cell; `-` is nothing on record.
    pub fn cells(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.cells()
    }
}

/// Where a model stands between its launch and its end of life.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lifecycle {
    /// In service.
    Active,
    /// In service, with an end announced.
    Legacy,
    /// No longer in service.
    EndOfLife,
    /// Nothing on record.
    Unknown,
}

/// A cross-Region inference profile: one or more rows of `routes.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'c> {
    id: &'c str,
    rows: &'c str,
}

impl<'c> Profile<'c> {
    /// The profile of this id that rows in the form of `routes.tsv` describe. A row without status is current.
    pub const fn from_rows(id: &'c str, rows: &'c str) -> Self {
        Profile { id, rows }
    }

    /// The id, such as `eu.anthropic.claude-sonnet-4-6`.
    pub const fn id(self) -> &'c str {
        self.id
    }

    /// The name of the geo prefix.
    pub fn prefix(self) -> &'c str {
        self.id.split_once('.').map_or("", |(prefix, _)| prefix)
    }

    /// The id of the model behind the prefix.
    pub fn model_id(self) -> &'c str {
        self.id.split_once('.').map_or("", |(_, model)| model)
    }

    /// Whether AWS has withdrawn it. Its routes are the last ones seen.
    pub fn is_retired(self) -> bool {
        self.routes().all(|route| route.status == Status::Retired)
    }

    /// The Regions from which it can be called.
    pub(crate) fn sources(self) -> impl Iterator<Item = &'c str> + Clone {
        rows(self.rows).flat_map(|row| row.words(1))
    }

    /// The day on which its newest route was seen.
    pub fn seen(self) -> &'c str {
        self.routes().map(|route| route.seen).max().unwrap_or_default()
    }

    /// One route for each source Region, by Region within each row of the table.
    pub fn routes(self) -> impl Iterator<Item = Route<'c>> + Clone {
        rows(self.rows).flat_map(Route::from_row)
    }

    /// The route from `source`.
    pub fn route(self, source: &str) -> Option<Route<'c>> {
        self.routes().find(|route| route.source == source)
    }

    /// The routes of a declaration that names no source Region: those that are confirmed, else all.
    pub fn default_routes(self) -> impl Iterator<Item = Route<'c>> + Clone {
        let is_confirmed = |route: &Route<'_>| route.status == Status::Current;
        let none_is_confirmed = !self.routes().any(|route| is_confirmed(&route));
        self.routes().filter(move |route| none_is_confirmed || is_confirmed(route))
    }
}

/// What a profile does with a request from one source Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route<'c> {
    /// The Region in which the program calls the profile.
    pub source: &'c str,
    /// Where Bedrock may run the request. The source Region need not be among them.
    pub destinations: Destinations<'c>,
    /// The day on which the route was last seen.
    pub seen: &'c str,
    /// Where it was seen.
    pub origin: &'c str,
    /// How far it can be relied on.
    pub status: Status,
}

impl<'c> Route<'c> {
    /// For the command line, which reads the tables of projects row by row.
    #[doc(hidden)]
    pub const fn new(
        source: &'c str,
        destinations: Destinations<'c>,
        seen: &'c str,
        origin: &'c str,
        status: Status,
    ) -> Self {
        Route { source, destinations, seen, origin, status }
    }

    fn from_row(row: Row<'c>) -> impl Iterator<Item = Self> + Clone {
        let mut cells = row.cells().skip(2);
        let mut cell = || cells.next().unwrap_or_default();
        let (destinations, seen, origin) = (Destinations::from_cell(cell()), cell(), cell());
        let status = Status::from_cell(cell());
        row.words(1).map(move |source| Route { source, destinations, seen, origin, status })
    }

    /// The partition that the source Region belongs to, and every destination with it.
    pub fn partition(self) -> Partition {
        Partition::from_region(self.source)
    }
}

/// How far a route can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// Seen in the API, or documented by AWS where the API can't be asked.
    Current,
    /// On record, and confirmed by no recent capture of the API.
    Unconfirmed,
    /// Withdrawn with its profile.
    Retired,
}

impl Status {
    /// The cell of `routes.tsv`, such as `current`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Current => "current",
            Status::Unconfirmed => "unconfirmed",
            Status::Retired => "retired",
        }
    }

    /// What a cell of `routes.tsv` says. Unknown text counts as `current`.
    pub fn from_cell(cell: &str) -> Self {
        match cell {
            "retired" => Status::Retired,
            "unconfirmed" => Status::Unconfirmed,
            _ => Status::Current,
        }
    }
}
