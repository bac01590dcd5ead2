package intake_test

import (
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/intake/format"
)

const agencySheet = "Resumen\nDía;Vistas del mes;Gasto;Otra cosa\n03/04/2026;1.200;10,5;x\n04/04/2026;1.300;7,25;y\n"

// asDays reads that sheet: views and spend by day.
func asDays() format.Mapping {
	return format.Mapping{Header: 2, Shape: "days", Columns: []format.MappedColumn{
		{Index: 0, Field: "day"}, {Index: 1, Metric: "views"}, {Index: 2, Metric: "spend"}}}
}

func TestMappings(t *testing.T) {
	t.Run("what could mean two things is refused until it is said", func(t *testing.T) {
		path := file(t, "hoja.csv", agencySheet)
		try := func(by format.Mapping) *intake.Trying {
			out, err := intake.Try(t.Context(), path, "en", by)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		by := asDays()
		if got := try(by); got.Field != "dates" {
			t.Errorf("%+v", got)
		}
		by.Dates = "dmy"
		// 10,5 tells that the comma stands before the decimals of 1.200 too.
		if got := try(by); got.Refusal != "" || len(got.Rows) != 2 || got.Rows[0].Parsed[0] != "2026-04-03" || got.Rows[0].Parsed[1] != "1200" || got.Rows[0].Parsed[2] != "10.5" {
			t.Errorf("%+v", got)
		}
		by.Columns = by.Columns[:2]
		if got := try(by); got.Field != "decimal" {
			t.Errorf("1.200 alone: %+v", got)
		}
	})
	t.Run("a file of the same shape is read as it was before, and undone and brought back", func(t *testing.T) {
		d := mustDesk(t)
		path := file(t, "hoja.csv", agencySheet)
		before := d.state()
		if all := d.all(d.client, true, intake.Request{Path: path}); !all[0].Unknown || all[0].Error == nil {
			t.Fatalf("%+v", all[0])
		}
		by := asDays()
		by.Dates = "dmy"
		if err := intake.RememberMapping(t.Context(), d.agency, path, by); err != nil {
			t.Fatal(err)
		}
		all := d.all(d.client, false, intake.Request{Path: path, Channel: d.instagram})
		if all[0].Import == nil || all[0].Format != format.MappedKey || all[0].Added != 2 {
			t.Fatalf("%+v", all[0])
		}
		full := d.state()
		if full == before {
			t.Fatal("nothing came in")
		}
		d.undo(*all[0].Import)
		if d.state() != before {
			t.Errorf("after undo:\n%s", d.state())
		}
		d.with(func(w *agency.Workspace) error {
			_, err := w.File.Redo(t.Context(), "Ana")
			return err
		})
		if d.state() != full {
			t.Errorf("after redo:\n%s\nwant\n%s", d.state(), full)
		}
	})
}
