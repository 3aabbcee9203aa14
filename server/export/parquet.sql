-- The rows that were put down as JSON, as Parquet with what they are; names of files and columns take no parameter.
COPY (
  SELECT * FROM read_json($source, format = 'newline_delimited', maximum_object_size = 67108864, columns = $columns)
) TO $target (FORMAT parquet, COMPRESSION zstd, KV_METADATA {mingcha: $about})
