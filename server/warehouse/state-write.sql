-- Where does the projection stand now? A null leaves what was there.
UPDATE projection SET
  watermark = coalesce($seq, watermark),
  chain_hash = coalesce($hash, chain_hash),
  data_as_of = coalesce(CAST($at AS TIMESTAMPTZ), data_as_of),
  settings_version = coalesce($settingsVersion, settings_version),
  settings = coalesce(CAST($settings AS JSON), settings),
  geometry_revision = coalesce($geometryRevision, geometry_revision),
  register_revision = coalesce($registerRevision, register_revision)
