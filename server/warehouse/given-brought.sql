-- Which areas does a segment bring?
SELECT
  area_id AS "areaId", parent_id AS "parentId", level, CAST(CAST(geometry AS VARCHAR) AS JSON) AS geometry
FROM read_parquet($path)
