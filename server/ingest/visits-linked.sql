-- Of which visits, staged or parents of staged issues, may issues hang in the register?
SELECT visit_id AS id FROM staged_visit
UNION
SELECT parent FROM family WHERE tbl = 'issue'
