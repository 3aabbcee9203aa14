-- Did this entry bring rows, and which entry undid it?
SELECT seq, kind, undone_by AS "undoneBy" FROM import_batch WHERE seq = $seq
