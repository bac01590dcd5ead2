package app

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/fault"
)

// mustLog is a client with an Instagram channel and a person at work.
func mustLog(t *testing.T) (s *Shell, client, channel, me string) {
	t.Helper()
	s, _ = mustShell(t)
	name, platform, handle, person := "Aurora", "instagram", "@aurora", "Núria Vidal"
	c := must((&Agency{s}).AddClient(agency.ClientPatch{Name: &name}, ""))
	brands := must((&Brand{s}).Brands(c.ID))
	ch := must((&Brand{s}).AddChannel(c.ID, brands[0].ID, brand.ChannelPatch{Platform: &platform, Handle: &handle}))
	p := must((&Agency{s}).AddPerson(agency.PersonPatch{Name: &person}))
	if err := (&Window{s}).UpdateSettings(agency.SettingsPatch{Me: &p.ID}); err != nil {
		t.Fatal(err)
	}
	return s, c.ID, ch.ID, p.ID
}

func TestAnEntryIsLoggedByThePersonAtWork(t *testing.T) {
	s, client, channel, me := mustLog(t)
	log := &Community{s}
	if a := must(log.Add(client, community.Entry{ChannelID: channel, Kind: "reply"})); a.PersonID != me {
		t.Errorf("by %q", a.PersonID)
	}
	if a := must(log.Add(client, community.Entry{ChannelID: channel, Kind: "reply", PersonID: "other"})); a.PersonID != "other" {
		t.Errorf("by %q", a.PersonID)
	}
}

func TestTheLogIsExportedAsFiltered(t *testing.T) {
	s, client, channel, _ := mustLog(t)
	log := &Community{s}
	for i := range 700 {
		kind := community.Kinds[i%2]
		must(log.Add(client, community.Entry{ChannelID: channel, Kind: kind, Text: "=1+1", Topics: []string{"price"}}))
	}
	filter := community.Filter{Kinds: []string{"comment"}}
	csvPath := filepath.Join(t.TempDir(), "log.csv")
	must(log.Export(client, filter, csvPath, "export"))
	text := string(must(os.ReadFile(csvPath)))
	rows := must(csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll())
	if len(rows) != 351 || rows[0][0] != "When" || rows[1][1] != "instagram:@aurora" || rows[1][16] != "Núria Vidal" {
		t.Errorf("%d rows, first %q", len(rows), rows[:2])
	}
	for _, row := range rows[1:] {
		if row[2] != "comment" || strings.HasPrefix(row[11], "=") {
			t.Fatalf("row %q", row)
		}
	}
	book := filepath.Join(t.TempDir(), "log.xlsx")
	must(log.Export(client, filter, book, "export"))
	if info := must(os.Stat(book)); info.Size() < 5000 {
		t.Errorf("a workbook of %d bytes", info.Size())
	}
	t.Run("nothing is written when the person gives up", func(t *testing.T) {
		if path := must(log.Export(client, filter, "", "export")); path != "" {
			t.Errorf("wrote %s", path)
		}
	})
}

func TestRowsArePastedForTheChannelsOfTheBrand(t *testing.T) {
	s, client, _, me := mustLog(t)
	log := &Community{s}
	pasted := must(log.ReadPaste(client, "", "Channel\tKind\tDone by\tText\ninstagram\tDM\tNV\thola\n@x\tDM\t\thola", community.PasteOptions{}))
	if pasted.Wrong != 1 || pasted.Rows[0].Entry.PersonID != me {
		t.Fatalf("%+v", pasted)
	}
	if n := must(log.AddMany(client, []community.Entry{pasted.Rows[0].Entry})); n != 1 {
		t.Errorf("added %d", n)
	}
	if _, err := log.AddMany(client, []community.Entry{pasted.Rows[1].Entry}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a wrong row: %v", err)
	}
}
