-- Which repeated rows are not of the last record that names their parent? A corrected record's children replace all.
DELETE FROM staged_{table}
WHERE parent IS NOT NULL AND (parent, record) NOT IN (
  SELECT (parent, record) FROM family
  WHERE tbl = '{table}'
  QUALIFY row_number() OVER (PARTITION BY parent ORDER BY ord DESC NULLS LAST, record DESC) = 1
)
