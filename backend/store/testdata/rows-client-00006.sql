INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1);
INSERT INTO brand (id, name, created_at, updated_at) VALUES ('b', 'Alba', 1, 1);
INSERT INTO channel (id, brand_id, platform, handle, created_at, updated_at) VALUES ('c', 'b', 'instagram', '@alba', 1, 1);
INSERT INTO import (id, file, hash, format, size, as_of, sums, kept_sums, created_at)
  VALUES ('i', 'alba.csv', '00', 'meta_content', 1, '2026-10-01', '{"views":24}', '{"views":12}', 1);
INSERT INTO post (id, channel_id, platform_id, published_at, day, reach, import_id, created_at, updated_at) VALUES ('p', 'c', '17', 1, '2026-10-01', 12, 'i', 1, 1);
INSERT INTO measurement (channel_id, metric, grain, day, value, as_of, created_at) VALUES ('c', 'followers', 'day', '2026-10-01', 120, '', 1);
INSERT INTO target (id, brand_id, metric, value, from_day, to_day, created_at, updated_at) VALUES ('t', 'b', 'followers', 200, '2026-10-01', '2026-12-31', 1, 1);
INSERT INTO activity (id, brand_id, channel_id, kind, occurred_at, day, ym, topics, text, created_at, updated_at)
  VALUES ('kept', 'b', 'c', 'reply', 1, '2026-10-01', 202610, '["horario"]', '¿Abrís mañana?', 1, 1);
INSERT INTO mark (id, brand_id, kind, from_day, text, created_at, updated_at) VALUES ('m', 'b', 'incident', '2026-10-01', 'Sin luz', 1, 1);
INSERT INTO summary (id, kind, period, text, created_at, updated_at) VALUES ('s', 'client-monthly', '2026-10', 'Un mes.', 1, 1);
INSERT INTO competitor (id, brand_id, name, created_at, updated_at) VALUES ('r', 'b', 'Norte', 1, 1);
INSERT INTO competitor_account (id, competitor_id, platform, handle, created_at, updated_at) VALUES ('a', 'r', 'instagram', '@norte', 1, 1);
INSERT INTO competitor_number (account_id, metric, day, value, who, file, row, created_at) VALUES ('a', 'followers', '2026-10-01', 900, 'Ana', 'rivales.csv', 2, 1);
INSERT INTO competitor_note (id, competitor_id, day, kind, text, created_at, updated_at) VALUES ('n', 'r', '2026-10-01', 'threat', 'Un sorteo', 1, 1);
INSERT INTO triage (id, brand_id, origin, origin_id, kind, state, reason, who, decided_at, created_at, updated_at)
  VALUES ('d', 'b', 'competitor', 'n', 'threat', 'watch', 'Ver si repite', 'Ana', 1, 1, 1);
INSERT INTO action (id, label, who, at) VALUES (1, 'store.gone', 'Ana', 1);
INSERT INTO change (action_id, tbl, row_key, before, after)
  VALUES (1, 'brand', '["b"]', '{"id":"b","name":"Alva","updated_at":1}', '{"id":"b","name":"Alba","updated_at":1}');
INSERT INTO hour_rate (id, brand_id, value, currency, created_at, updated_at) VALUES ('r', 'b', 4000, 'EUR', 1, 1);
