package app

import (
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/store"
)

func TestDaysFollowTheClientsTimeZone(t *testing.T) {
	s := newShell(t.TempDir())
	t.Cleanup(s.close)
	name, zone := "Alba", "Europe/Madrid"
	client, err := (&Agency{s}).AddClient(agency.ClientPatch{Name: &name, Timezone: &zone}, "")
	if err != nil {
		t.Fatal(err)
	}
	at := store.At(time.Date(2026, 10, 1, 3, 0, 0, 0, time.UTC))
	added, err := write(s, client.ID, func(w *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
		brands, err := brand.Brands(tx)
		if err != nil {
			return nil, err
		}
		platform, handle := "instagram", "@alba"
		ch, err := brand.AddChannel(tx, brands[0].ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
		if err != nil {
			return nil, err
		}
		return community.Add(tx, w.Zone, community.Entry{ChannelID: ch.ID, Kind: "reply", At: &at})
	})
	if err != nil {
		t.Fatal(err)
	}
	day := func() string {
		found, err := read(s, client.ID, func(_ *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
			return community.Find(tx, added.ID)
		})
		if err != nil {
			t.Fatal(err)
		}
		return found.Day
	}
	if day() != "2026-10-01" {
		t.Fatalf("in Madrid it is %s", day())
	}
	bogota := "America/Bogota"
	if _, err := (&Agency{s}).UpdateClient(client.ID, agency.ClientPatch{Timezone: &bogota}); err != nil {
		t.Fatal(err)
	}
	if day() != "2026-09-30" {
		t.Fatalf("in Bogota it is %s", day())
	}
	if _, err := (&History{s}).Undo(client.ID); err != nil {
		t.Fatal(err)
	}
	if day() != "2026-10-01" {
		t.Fatalf("back in Madrid it is %s", day())
	}
	if _, err := (&History{s}).Undo(client.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := read(s, client.ID, func(_ *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
		return community.Find(tx, added.ID)
	}); err == nil {
		t.Fatal("the entry stands after its undo")
	}
}
