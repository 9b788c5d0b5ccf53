-- Run once, when the database server is new: Prefect's database beside the ledger's, with the extension that it needs.
CREATE DATABASE prefect;
\connect prefect
CREATE EXTENSION IF NOT EXISTS pg_trgm;
