-- Of several rows with one key, which one stands? That of the greatest order, then the last.
DELETE FROM staged_{table}
WHERE rowid IN (
  SELECT rowid FROM staged_{table}
  QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY ord DESC NULLS LAST, record DESC, rowid DESC) > 1
)
