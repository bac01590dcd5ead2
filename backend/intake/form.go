package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// A form is a workbook to type numbers into: one sheet of months, or one of days
// for each channel. Its rows and columns carry tokens in a hidden column and a
// hidden row, which move along with them, and a hidden sheet says what each
// token is called. The room of reports writes it.
const (
	FormMark  = "brandloop form"
	FormSheet = "_brandloop"
	formToken = "bl|"
)

// FormSeries is the token of a row or column of one metric of a channel.
func FormSeries(channel, metric string) string { return formToken + channel + "|" + metric }

// FormSpan is the token of a row or column of one day or month.
func FormSpan(grain, day string) string { return formToken + grain + "|" + day }

// FormCell is a number of a form that would change something.
type FormCell struct {
	Sheet     string   `json:"sheet"`
	Cell      string   `json:"cell"`
	ChannelID string   `json:"channel_id"`
	Metric    string   `json:"metric"`
	Grain     string   `json:"grain"`
	Day       string   `json:"day"`
	Value     float64  `json:"value"`
	Before    *float64 `json:"before"` // what was typed there; nil is added
}

// FormProblem is a cell of a form that is not read, with a sentence that says
// why.
type FormProblem struct {
	Sheet   string `json:"sheet"`
	Cell    string `json:"cell"`
	Text    string `json:"text"`
	Message string `json:"message"`
}

// Form is what a form that was filled in would change.
type Form struct {
	File     string        `json:"file"`
	Hash     string        `json:"hash"` // SHA-256, of what was read
	Grain    string        `json:"grain"`
	Cells    []FormCell    `json:"cells"` // added and changed
	Added    int           `json:"added"`
	Changed  int           `json:"changed"`
	Same     int           `json:"same"` // typed already
	Kept     int           `json:"kept"` // typed here and blank there: a blank clears nothing
	Problems []FormProblem `json:"problems"`
}

// ReadForm reads a form of a brand and compares it with what was typed. It
// changes nothing. A file that is no form, or one of another brand, is refused;
// what is wrong with single cells stands in Problems, in language.
func ReadForm(tx *store.Tx, brandID, path, language string) (*Form, error) {
	form := &Form{File: filepath.Base(path), Cells: []FormCell{}, Problems: []FormProblem{}}
	var err error
	if form.Hash, err = hashOf(path); err != nil {
		return nil, err
	}
	book, err := openForm(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = book.file.Close() }()
	if book.brand != brandID {
		return nil, fault.Bad("file", "intake.form_other_brand", form.File)
	}
	form.Grain = book.grain
	known, err := kpi.Catalogue(tx)
	if err != nil {
		return nil, err
	}
	book.whole = func(key string) bool { return known.Whole(key) }
	found, problems, err := book.cells(language)
	if err != nil {
		return nil, err
	}
	form.Problems = append(form.Problems, problems...)
	if err := form.compare(tx, brandID, book, found, language); err != nil {
		return nil, fmt.Errorf("compare a form: %w", err)
	}
	return form, nil
}

// compare sorts the cells of a form by what they would change.
func (f *Form) compare(tx *store.Tx, brandID string, book *formBook, found []FormCell, language string) error {
	channels, err := brand.Channels(tx, brandID)
	if err != nil {
		return err
	}
	type place struct{ channel, metric, day string }
	typed := map[place]float64{}
	if book.from != "" {
		grid, err := kpi.Grid(tx, kpi.GridQuery{Brand: brandID, Grain: book.grain, From: book.from, To: book.to, Metrics: book.metrics})
		if err != nil {
			return err
		}
		for _, c := range grid.Cells {
			if c.Typed != nil {
				typed[place{c.ChannelID, c.Metric, c.Day}] = *c.Typed
			}
		}
	}
	entries := make([]kpi.Entry, len(found))
	for i, c := range found {
		entries[i] = c.entry()
	}
	refused, err := kpi.Check(tx, entries)
	if err != nil {
		return err
	}
	bad := map[int]string{}
	for _, r := range refused {
		bad[r.Index] = fault.Of(r.Err).In(language)
	}
	for i, c := range found {
		if !slices.ContainsFunc(channels, func(one brand.Channel) bool { return one.ID == c.ChannelID }) {
			bad[i] = lang.T(language, "intake.form_no_channel")
		}
		if why := bad[i]; why != "" {
			f.Problems = append(f.Problems, FormProblem{c.Sheet, c.Cell, fmt.Sprint(c.Value), why})
			continue
		}
		before, known := typed[place{c.ChannelID, c.Metric, c.Day}]
		switch {
		case !known:
			f.Added++
		case before == c.Value:
			f.Same++
			continue
		default:
			f.Changed++
			c.Before = &before
		}
		f.Cells = append(f.Cells, c)
	}
	for _, p := range book.blanks {
		if _, known := typed[place(p)]; known {
			f.Kept++
		}
	}
	return nil
}

func (c FormCell) entry() kpi.Entry {
	return kpi.Entry{ChannelID: c.ChannelID, Metric: c.Metric, Grain: c.Grain, Day: c.Day, Value: c.Value}
}

// TakeForm types what a form adds and changes, as one action. hash is that of
// the form as it was looked at: a file that has changed since is refused.
func TakeForm(tx *store.Tx, brandID, path, hash, language string) (*Form, error) {
	form, err := ReadForm(tx, brandID, path, language)
	if err != nil {
		return nil, err
	}
	if form.Hash != hash {
		return nil, fault.New(fault.Conflict, "intake.form_changed", form.File)
	}
	entries := make([]kpi.Entry, len(form.Cells))
	for i, c := range form.Cells {
		entries[i] = c.entry()
	}
	if err := kpi.SetAll(tx, entries); err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		tx.Label("intake.did_form", len(entries), form.File)
	}
	return form, nil
}

func hashOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fault.Bad("file", "intake.form_unread", filepath.Base(path))
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fault.Bad("file", "intake.form_unread", filepath.Base(path))
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
