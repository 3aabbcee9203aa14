-- Which current rows do staged withdrawals say are no more? They move to the earlier ones.
INSERT INTO earlier_{table}
SELECT seq, {columns} FROM {table}
WHERE {key} IN (SELECT row_id FROM staged_withdrawn WHERE table_name = '{table}');

DELETE FROM {table}
WHERE {key} IN (SELECT row_id FROM staged_withdrawn WHERE table_name = '{table}');
