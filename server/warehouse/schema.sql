-- The projection: everything here is derived from the ledger and may be thrown away.
-- No PRIMARY KEY, UNIQUE or INDEX: DuckDB's ART indexes and upserts have open wrong-result bugs.
-- seq is the ledger entry a row's current version comes from.

CREATE TABLE projection (
  schema_version INTEGER, watermark BIGINT, chain_hash VARCHAR,
  settings_version INTEGER, settings JSON,
  geometry_revision VARCHAR, register_revision VARCHAR,
  -- When the newest entry was written; null before the first.
  data_as_of TIMESTAMPTZ
);

CREATE TABLE import_batch (
  seq BIGINT, imported_at TIMESTAMPTZ, kind VARCHAR, file_name VARCHAR, file_sha256 VARCHAR, mapping_name VARCHAR,
  mapping_sha256 VARCHAR, counts JSON, undone_by BIGINT
);

CREATE TABLE unit (seq BIGINT, unit_id VARCHAR, name VARCHAR, name_en VARCHAR, sector VARCHAR);

CREATE TABLE team (
  seq BIGINT, team_id VARCHAR, name VARCHAR, name_en VARCHAR,
  -- Strictness in thousandths: 1000 finds as much as the average, standardised for the kinds it visits.
  strictness_milli INTEGER
);

-- area_no: 1, 2, 3 … within a level, by area_id; valid for one geometry revision.
-- derived: a cell made from (community, H3 index) because the community brought none.
CREATE TABLE area (
  seq BIGINT, area_id VARCHAR, parent_id VARCHAR, level VARCHAR, code VARCHAR, name VARCHAR, name_en VARCHAR,
  geometry VARCHAR, population BIGINT, households BIGINT, unit_id VARCHAR, interval_days INTEGER, synthetic BOOLEAN,
  area_no INTEGER, derived BOOLEAN, label_lon DOUBLE, label_lat DOUBLE, area_m2 DOUBLE,
  west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE,
  effective_interval_days INTEGER
);

-- cell_no, community_no: where the site lies (0: in none); kept beside the ids so that questions join integers.
-- since_day: opened_on, else the local day of the import that first brought it.
CREATE TABLE site (
  seq BIGINT, site_id VARCHAR, code VARCHAR, name VARCHAR, name_en VARCHAR, kind VARCHAR, lon DOUBLE, lat DOUBLE,
  area_id VARCHAR, unit_id VARCHAR, sector VARCHAR, crowd_weight DOUBLE, interval_days INTEGER,
  opened_on DATE, closed_on DATE, synthetic BOOLEAN,
  site_no INTEGER, cell_id VARCHAR, cell_no INTEGER, community_id VARCHAR, community_no INTEGER, district_no INTEGER,
  effective_sector VARCHAR, effective_interval_days INTEGER, crowd_milli INTEGER, since_day DATE
);

-- In order of visited_day. real: the result is null or one that means somebody was there.
CREATE TABLE visit (
  seq BIGINT, visit_id VARCHAR, site_id VARCHAR, visited_at TIMESTAMPTZ, recorded_at TIMESTAMPTZ, mode VARCHAR,
  unannounced BOOLEAN, team_id VARCHAR, batch_id VARCHAR, people INTEGER, minutes INTEGER, result VARCHAR,
  purpose VARCHAR, plan_id VARCHAR, departments VARCHAR[],
  site_no INTEGER, visited_day DATE, recorded_day DATE, real BOOLEAN, strictness_milli INTEGER
);

-- In order of raised_day.
CREATE TABLE issue (
  seq BIGINT, issue_id VARCHAR, site_id VARCHAR, visit_id VARCHAR, source VARCHAR, category VARCHAR, severity INTEGER,
  raised_at TIMESTAMPTZ, recorded_at TIMESTAMPTZ, due_on DATE, rectified_on DATE, rechecked_on DATE, closed_on DATE,
  outcome VARCHAR, good_faith BOOLEAN,
  site_no INTEGER, raised_day DATE, recorded_day DATE
);

CREATE TABLE tip (
  seq BIGINT, tip_id VARCHAR, area_id VARCHAR, site_id VARCHAR, channel VARCHAR, category VARCHAR,
  received_at TIMESTAMPTZ, verified BOOLEAN, answered_at TIMESTAMPTZ, received_day DATE
);

CREATE TABLE report (
  seq BIGINT, report_id VARCHAR, site_id VARCHAR, report_date DATE, received_at TIMESTAMPTZ
);

-- What somebody asks to have visited on a day: a cell or a site. No question about coverage reads it.
CREATE TABLE nomination (
  seq BIGINT, nomination_id VARCHAR, area_id VARCHAR, site_id VARCHAR, for_day DATE, reason VARCHAR,
  nominated_at TIMESTAMPTZ
);

-- What entries that stand say is no more: each hides the versions of its row that are older than it.
CREATE TABLE withdrawn (seq BIGINT, table_name VARCHAR, row_id VARCHAR);

-- Rows that newer ones replaced or withdrew, kept so that an undo brings them back without reading the whole ledger again.
CREATE TABLE earlier_unit AS SELECT * FROM unit LIMIT 0;
CREATE TABLE earlier_team AS SELECT * EXCLUDE (strictness_milli) FROM team LIMIT 0;
CREATE TABLE earlier_area AS
  SELECT * EXCLUDE (area_no, derived, label_lon, label_lat, area_m2, west, south, east, north, effective_interval_days)
  FROM area LIMIT 0;
CREATE TABLE earlier_site AS
  SELECT * EXCLUDE (site_no, cell_id, cell_no, community_id, community_no, district_no, effective_sector,
    effective_interval_days, crowd_milli, since_day)
  FROM site LIMIT 0;
CREATE TABLE earlier_visit AS
  SELECT * EXCLUDE (site_no, visited_day, recorded_day, real, strictness_milli) FROM visit LIMIT 0;
CREATE TABLE earlier_issue AS SELECT * EXCLUDE (site_no, raised_day, recorded_day) FROM issue LIMIT 0;
CREATE TABLE earlier_tip AS SELECT * EXCLUDE (received_day) FROM tip LIMIT 0;
CREATE TABLE earlier_report AS SELECT * FROM report LIMIT 0;
CREATE TABLE earlier_nomination AS SELECT * FROM nomination LIMIT 0;
