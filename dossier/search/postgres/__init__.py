"""The PostgreSQL engine: a coordinator, and shards that hold the documents."""
