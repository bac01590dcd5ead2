package app

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Report binds the room of workbooks.
type Report struct{ shell *Shell }

// Monthly is what the report of a month says of a brand ("": of all brands), in
// a language ("": the client's): the workbook holds the same. What it lacks is
// said in the language of the screen.
func (r *Report) Monthly(client, brandID, period, language string) (*report.Monthly, error) {
	ctx := context.Background()
	m, err := within(r.shell, ctx, client, func(w *agency.Workspace) (*report.Monthly, error) {
		return report.Gather(ctx, w, brandID, period, language)
	})
	if err != nil {
		return nil, err
	}
	if m.Explain(r.shell.language()); m.PreparedBy != "" {
		return m, nil
	}
	m.PreparedBy, err = r.preparedBy(ctx)
	return m, err
}

// preparedBy is who prepares a report whose summary names nobody: the person at
// work.
func (r *Report) preparedBy(ctx context.Context) (string, error) {
	return call(r.shell, func(a *agency.Agency) (string, error) {
		me, err := a.Me(ctx)
		return me.Name, err
	})
}

// WriteSummary changes the text of a report, or who prepared it.
func (r *Report) WriteSummary(client, brandID, period string, patch report.SummaryPatch) (*report.Summary, error) {
	return write(r.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*report.Summary, error) {
		return report.WriteSummary(tx, report.ClientMonthly, brandID, period, patch)
	})
}

// ReportOrder says which workbook to write; see report.Order.
type ReportOrder struct {
	Brand    string `json:"brand"`
	Period   string `json:"period"`
	Language string `json:"language"`
	Paper    string `json:"paper"`
}

// PickFile asks where to save the workbook of a month; "" when the person gave
// up.
func (r *Report) PickFile(client, period string) (string, error) {
	language := r.shell.language()
	return within(r.shell, context.Background(), client, func(w *agency.Workspace) (string, error) {
		path, err := r.shell.desktop.pickSave(lang.T(language, "report.save_title"), reportFile(w.Client, period), lang.T(language, "report.workbooks"), "*.xlsx")
		if path != "" && !strings.EqualFold(filepath.Ext(path), ".xlsx") {
			path += ".xlsx" // some desktops leave the ending to us
		}
		return path, err
	})
}

// reportFile is the name of the file of a client's month.
func reportFile(c agency.Client, period string) string { return c.Slug + "-" + period + ".xlsx" }

// Save writes the workbook of a month to path, as the job of that name, and
// returns what it says.
func (r *Report) Save(job, client string, order ReportOrder, path string) (*report.Monthly, error) {
	ctx, progress, end := r.shell.job(job)
	defer end()
	by, err := r.preparedBy(ctx)
	if err != nil {
		return nil, err
	}
	return within(r.shell, ctx, client, func(w *agency.Workspace) (*report.Monthly, error) {
		return report.Save(ctx, w, path, report.Order{Brand: order.Brand, Period: order.Period, Language: order.Language, Paper: order.Paper, PreparedBy: by},
			func(rows int64) { progress(rows, 0) })
	})
}
