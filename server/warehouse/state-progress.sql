-- Where does the projection stand, and which code wrote it?
SELECT
  schema_version AS "schemaVersion", watermark AS seq, chain_hash AS hash,
  strftime(data_as_of, '%Y-%m-%dT%H:%M:%S.%gZ') AS "dataAsOf",
  settings_version AS "settingsVersion", settings,
  geometry_revision AS "geometryRevision", register_revision AS "registerRevision"
FROM projection
