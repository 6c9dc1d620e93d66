-- Least privilege. What is not granted here is refused; a test reads each right from the running server.

grant usage on schema event_store to fundstream_gateway, fundstream_relay, fundstream_verify;

grant select, insert on event_store.event_log to fundstream_gateway;
grant select, insert, update on event_store.partition_head, event_store.stream_head to fundstream_gateway;
grant select, insert on event_store.event_schema to fundstream_gateway;
grant select, insert, update on event_store.snapshot to fundstream_gateway;
grant select, insert, delete on event_store.claim to fundstream_gateway;
grant select, insert, update, delete on event_store.idempotency to fundstream_gateway;
grant execute on function event_store.ensure_partitions(int) to fundstream_gateway;
grant execute on function event_store.partitions_ahead() to fundstream_gateway;

grant select on event_store.event_log, event_store.event_schema, event_store.partition_head to fundstream_relay;

grant select on event_store.event_log, event_store.event_schema, event_store.partition_head, event_store.stream_head
    to fundstream_verify;

-- Every service checks at start that it knows the schema it runs on.
grant select on event_store.schema_history to fundstream_gateway, fundstream_relay, fundstream_verify;
