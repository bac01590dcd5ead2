INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1), (2, 1);
INSERT INTO client (id, name, slug, currency, timezone, language, created_at, updated_at) VALUES ('kept', 'Alba', 'alba', 'EUR', 'Europe/Madrid', 'es', 1, 1);
INSERT INTO person (id, name, initials, color, created_at, updated_at) VALUES ('p', 'Ana', 'A', '#0072b2', 1, 1);
INSERT INTO setting (key, value) VALUES ('me', 'p');
INSERT INTO action (id, label, who, at) VALUES (1, 'store.gone', 'Ana', 1);
INSERT INTO change (action_id, tbl, row_key, before, after)
  VALUES (1, 'client', '["kept"]', '{"id":"kept","name":"Alva","updated_at":1}', '{"id":"kept","name":"Alba","updated_at":1}');
