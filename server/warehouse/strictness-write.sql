-- How strict is each of these teams now?
UPDATE team SET strictness_milli = c.strictness_milli
FROM (
  SELECT r.team_id, r.strictness_milli
  FROM (SELECT unnest(from_json($rows, '[{"team_id": "VARCHAR", "strictness_milli": "INTEGER"}]')) AS r)
) AS c
WHERE c.team_id = team.team_id
