package community_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/community"
)

func TestCellsOfAnExportedList(t *testing.T) {
	d := newDesk(t)
	a := d.mustAdd(community.Entry{Text: "hola", Author: "@maria", Topics: []string{"precio", "talla"}, Sentiment: "negative", PersonID: "p1",
		ReceivedAt: at("2026-10-01T22:30:00Z"), AnsweredAt: at("2026-10-01T22:45:00Z")})
	cells := a.Cells("es", d.zone, community.Names{Channels: map[string]string{d.channels[0]: "instagram:@h00"}, People: map[string]string{"p1": "Núria"}})
	equal(t, "columns", len(cells), len(community.Header("es")))
	var row []string
	for _, c := range cells {
		if moment, ok := c.(time.Time); ok {
			c = moment.Format("02 15:04")
		}
		row = append(row, fmt.Sprint(c))
	}
	equal(t, "row", strings.Join(row, "|"), "02 00:30|instagram:@h00|comentario|1|marca|02 00:30|02 00:45|15|negativo|precio, talla|@maria|hola|<nil>|<nil>|<nil>|<nil>|Núria")
}
