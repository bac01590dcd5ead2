package report

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// definitions lists every series of the report with its meaning, formula and
// where its numbers came from.
func (g *gathering) definitions() error {
	used := map[string]bool{}
	note := func(level, key string) { used[level+"."+key] = true }
	for _, k := range g.m.KPIs {
		note(k.Level, k.Metric)
	}
	for _, c := range g.m.Channels {
		for _, f := range slices.Concat(c.Account, c.Content) {
			note(f.Level, f.Metric)
		}
	}
	if len(g.m.Posts) > 0 {
		for _, key := range append(postColumns(g.m.Posts), "engagement_rate_reach") {
			note(metric.Post, key)
		}
	}
	if g.m.Community.Quantity > 0 {
		for _, key := range []string{"response_rate", "first_response_time", "first_response_time_p90", "net_sentiment"} {
			note(metric.Log, key)
		}
	}
	if g.rivalSources() != "" && slices.ContainsFunc(g.m.Rivals, func(r Rivals) bool { return len(r.Voices) > 0 }) {
		note(metric.Channel, "mentions")
		note(metric.Channel, "share_of_voice")
	}
	files, typed, err := g.filesByMetric()
	if err != nil {
		return err
	}
	postFiles, err := g.filesOfPosts()
	if err != nil {
		return err
	}
	language := string(g.words)
	for _, m := range g.known.All() {
		if !used[m.ID()] {
			continue
		}
		d := Definition{Metric: m.Key, Level: m.Level, Name: m.Name(language), Meaning: m.Definition(language), Formula: m.FormulaText(language)}
		if d.Assumes, err = g.assumptions(m); err != nil {
			return err
		}
		switch m.Level {
		case metric.Log:
			d.Source = g.words.t("source_log")
		case metric.Post:
			d.Source, d.Files = g.words.t("source_posts"), spans(postFiles)
		default:
			keys := kpi.MeasuredKeys(g.known, m)
			var numbers []int
			byHand := false
			for _, key := range keys {
				byHand = byHand || typed[key]
				numbers = append(numbers, files[key]...)
			}
			switch {
			case len(numbers) > 0 && byHand:
				d.Source = g.words.t("source_both")
			case byHand:
				d.Source = g.words.t("typed")
			default:
				d.Source = g.words.t("source_files")
			}
			d.Files = spans(numbers)
			if slices.Contains(keys, "competitor_mentions") && g.rivalSources() != "" {
				if len(numbers) == 0 && !byHand {
					d.Source = ""
				}
				d.Source = strings.TrimSpace(d.Source + "\n" + g.rivalSources())
			}
		}
		g.m.Definitions = append(g.m.Definitions, d)
	}
	g.rivalDefinitions()
	return nil
}

// spans writes numbers in their order, runs as one: 1–3, 7.
func spans(numbers []int) string {
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	var text []string
	for i := 0; i < len(numbers); {
		first := i
		for i++; i < len(numbers) && numbers[i] == numbers[i-1]+1; i++ {
		}
		switch one := strconv.Itoa(numbers[first]); i - first {
		case 1:
			text = append(text, one)
		case 2:
			text = append(text, one, strconv.Itoa(numbers[i-1]))
		default:
			text = append(text, one+"–"+strconv.Itoa(numbers[i-1]))
		}
	}
	return strings.Join(text, ", ")
}

// filesByMetric tells for each metric of channels which files its numbers of
// both months came from, and whether any was typed.
func (g *gathering) filesByMetric() (files map[string][]int, typed map[string]bool, err error) {
	files, typed = map[string][]int{}, map[string]bool{}
	err = g.eachMeasured(func(r *measured) error {
		if r.typed {
			typed[r.metric] = true
		} else if n := g.fileNumbers[r.importID]; n > 0 && !slices.Contains(files[r.metric], n) {
			files[r.metric] = append(files[r.metric], n)
		}
		return nil
	})
	return files, typed, err
}

// filesOfPosts are the files that told of the posts of both months.
func (g *gathering) filesOfPosts() ([]int, error) {
	var files []int
	for _, c := range g.channels {
		err := g.tx.Rows(`SELECT DISTINCT p.import_id FROM post p
			WHERE p.channel_id = ? AND p.day BETWEEN ? AND ? AND p.deleted_at IS NULL AND p.import_id IS NOT NULL`,
			[]any{c.ID, g.m.PreviousFrom, g.m.To}, func(r *sql.Rows) error {
				var id string
				err := r.Scan(&id)
				if n := g.fileNumbers[id]; n > 0 {
					files = append(files, n)
				}
				return err
			})
		if err != nil {
			return nil, fmt.Errorf("read the files of posts: %w", err)
		}
	}
	return files, nil
}

// sources lists the imports that tell of days of either month, and numbers them
// from 1.
func (g *gathering) sources() error {
	g.fileNumbers = map[string]int{}
	err := g.tx.Rows(`SELECT id, file, channels, from_day, to_day, read, created_at FROM import
		WHERE undone_at IS NULL AND from_day <= ? AND to_day >= ? ORDER BY created_at, id`, []any{g.m.To, g.m.PreviousFrom}, func(r *sql.Rows) error {
		var s Source
		var id, ids string
		var at store.Instant
		if err := r.Scan(&id, &s.File, &ids, &s.From, &s.To, &s.Rows, &at); err != nil {
			return err
		}
		var channels []string
		if err := json.Unmarshal([]byte(ids), &channels); err != nil {
			return err
		}
		var labels []string
		for _, id := range channels {
			if label, in := g.sums.labels[id]; in {
				labels = append(labels, label)
			}
		}
		if len(labels) == 0 {
			return nil // of another brand
		}
		s.Channels, s.Imported = strings.Join(labels, ", "), at.Day(g.w.Zone)
		g.m.Sources = append(g.m.Sources, s)
		g.fileNumbers[id] = len(g.m.Sources)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	return nil
}

// gaps says what the month lacks, and where to get it.
func (g *gathering) gaps() error {
	gap := func(channel, key, hint string) {
		g.m.Gaps = append(g.m.Gaps, Gap{Channel: channel, Text: g.words.t(key), Ours: channel == "" && key != "gap_log", key: key, hint: hint})
	}
	if len(g.m.Channels) == 0 {
		gap("", "gap_channels", "hint_channels")
	}
	has := func(all []Figure) bool {
		return slices.ContainsFunc(all, func(f Figure) bool { return f.Value != nil })
	}
	for _, c := range g.m.Channels {
		account, posts := has(c.Account), has(c.Content)
		meta := c.Platform == "instagram" || c.Platform == "facebook"
		hint := "hint_type"
		if meta {
			hint = "hint_meta"
		}
		switch {
		case !account && c.byDay():
			gap(c.Label, "gap_month", hint)
		case !account && !posts:
			gap(c.Label, "gap_all", hint)
		case !account:
			gap(c.Label, "gap_account", hint)
		case !posts && meta:
			gap(c.Label, "gap_posts", "hint_meta_posts")
		}
	}
	if g.m.Community.Quantity == 0 {
		gap("", "gap_log", "hint_log")
	}
	if !slices.ContainsFunc(g.m.KPIs, func(k KPI) bool { return k.Target != nil }) {
		gap("", "gap_targets", "hint_targets")
	}
	return nil
}
