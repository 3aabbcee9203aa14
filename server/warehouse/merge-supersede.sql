-- Which current rows do the staged ones replace? They move to the earlier ones.
INSERT INTO earlier_{table}
SELECT seq, {columns} FROM {table} WHERE {key} IN (SELECT {key} FROM staged_{table});

DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM staged_{table});
