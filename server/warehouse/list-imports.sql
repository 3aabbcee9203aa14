-- Which imports of files are there before an entry, of one file or of all, newest first?
SELECT
  seq, strftime(timezone('UTC', imported_at), '%Y-%m-%dT%H:%M:%S.%gZ') AS at,
  file_name AS "fileName", file_sha256 AS "fileSha256", mapping_name AS "mappingName",
  mapping_sha256 AS "mappingSha256", CAST(counts AS VARCHAR) AS counts, undone_by AS "undoneBy"
FROM import_batch
WHERE kind = 'import'
  AND ($before IS NULL OR seq < $before::BIGINT)
  AND ($sha256 IS NULL OR file_sha256 = $sha256)
ORDER BY seq DESC
LIMIT $limit
