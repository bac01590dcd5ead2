package report

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"gorm.io/gorm"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Summary is the text that the account lead writes for a report.
type Summary struct {
	store.Row
	BrandID    string `json:"brand_id"` // "" is a report of all brands
	Kind       string `json:"kind"`
	Period     string `json:"period"` // YYYY-MM
	Text       string `json:"text"`
	PreparedBy string `json:"prepared_by"`
}

// TableName is the table of summaries.
func (Summary) TableName() string { return "summary" }

// SummaryPatch changes the fields that are not nil.
type SummaryPatch struct {
	Text       *string `json:"text,omitempty"`
	PreparedBy *string `json:"prepared_by,omitempty"`
}

// maxText bounds the text of a summary: some eight pages.
const maxText = 20000

var aMonth = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// checkReport refuses a kind of report or a month that is none.
func checkReport(kind, period string) error {
	if kind != ClientMonthly {
		return fault.Bad("kind", "report.kind_unknown", kind, strings.Join(Kinds, ", "))
	}
	if !aMonth.MatchString(period) {
		return fault.Bad("period", "report.period_wrong", period)
	}
	return nil
}

// wholeOr is the id of a brand, or "" where it is the client's only one: its
// report is the client's.
func wholeOr(tx *store.Tx, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	all, err := brand.Brands(tx)
	if len(all) == 1 {
		id = ""
	}
	return id, err
}

// FindSummary reads the summary of a report; an empty one where none is written.
func FindSummary(tx *store.Tx, kind, brandID, period string) (*Summary, error) {
	if err := checkReport(kind, period); err != nil {
		return nil, err
	}
	brandID, err := wholeOr(tx, brandID)
	if err != nil {
		return nil, err
	}
	var s Summary
	err = tx.DB().Where("kind = ? AND brand_id = ? AND period = ? AND deleted_at IS NULL", kind, brandID, period).Take(&s).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return &Summary{Kind: kind, BrandID: brandID, Period: period}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the summary: %w", err)
	}
	return &s, nil
}

// WriteSummary changes the summary of a report.
func WriteSummary(tx *store.Tx, kind, brandID, period string, p SummaryPatch) (*Summary, error) {
	s, err := FindSummary(tx, kind, brandID, period)
	if err != nil {
		return nil, err
	}
	if p.Text != nil {
		s.Text = strings.TrimSpace(strings.ReplaceAll(*p.Text, "\r\n", "\n"))
	}
	if p.PreparedBy != nil {
		s.PreparedBy = strings.Join(strings.Fields(*p.PreparedBy), " ")
	}
	if len([]rune(s.Text)) > maxText {
		return nil, fault.Bad("text", "report.text_long", maxText)
	}
	if len([]rune(s.PreparedBy)) > 120 {
		return nil, fault.Bad("prepared_by", "report.name_long", 120)
	}
	tx.Label("report.did_write_summary", period)
	if s.ID == "" {
		return s, store.Create(tx, s, &s.Row)
	}
	return s, store.Save(tx, s, &s.Row)
}
