-- +goose Up

-- What the rows of a file add up to that were not left out, beside the sums of all of
-- them: JSON, metric to number; '' where that was not noted yet.
ALTER TABLE import ADD COLUMN kept_sums TEXT NOT NULL DEFAULT '';
