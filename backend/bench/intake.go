package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

func init() { children["import"] = importAlone }

// post is one row of an export, already parsed.
type post struct {
	platformID, link, text, kind, day string
	published                         int64
	values                            [7]float64 // views, reach, likes, shares, follows, comments, saves
}

var zone = sure(time.LoadLocation("Europe/Madrid"))

// sure is a value that cannot fail here: zones are embedded.
func sure[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func makePost(i int) post {
	at := time.Date(2016, 1, 1, 8, 0, 0, 0, zone).Add(time.Duration(i%5_000_000) * 25 * time.Minute / 2)
	p := post{platformID: fmt.Sprintf("179%014d", i), link: "https://instagram.example/p/" + strconv.Itoa(i), kind: "image",
		text: fmt.Sprintf("Post %d: morning, one cup, no hurry. What are you drinking today? Tell us below and save this for the weekend.", i),
		day:  at.Format(time.DateOnly), published: at.Truncate(time.Minute).UnixMilli()}
	for k := range p.values {
		p.values[k] = float64((i*(k+3))%9000 + k)
	}
	return p
}

// writeExport writes a posts export of n rows.
func writeExport(path string, n int) (err error) {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	file, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	_, _ = w.WriteString(`"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves` + "\r\n")
	for i := range n {
		p := makePost(i)
		at := time.UnixMilli(p.published).In(zone)
		_, _ = fmt.Fprintf(w, "%s,17840000000000111,aurora.coffee,Aurora Coffee,\"%s\",0,%s,%s,IG image,,Lifetime", p.platformID, p.text, at.Format("01/02/2006 15:04"), p.link)
		for _, v := range p.values {
			_, _ = w.WriteString("," + strconv.Itoa(int(v)))
		}
		_, _ = w.WriteString("\r\n")
	}
	if err := errors.Join(w.Flush(), file.Close()); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

// emptyClient is a new data folder with one client, brand and channel.
func emptyClient(ctx context.Context, folder string) (a *agency.Agency, client, channel string, err error) {
	if err := os.RemoveAll(folder); err != nil {
		return nil, "", "", err
	}
	if a, err = agency.Open(ctx, folder, time.Now, nil); err != nil {
		return nil, "", "", err
	}
	name, platform, handle := "Import", "instagram", "@aurora.coffee"
	c, err := a.AddClient(ctx, agency.ClientPatch{Name: &name})
	if err != nil {
		return a, "", "", err
	}
	return a, c.ID, channel, a.With(ctx, c.ID, func(w *agency.Workspace) error {
		return w.File.Write(ctx, "", func(tx *store.Tx) error {
			b, err := brand.Add(tx, brand.Patch{Name: &name})
			if err != nil {
				return err
			}
			ch, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
			if err == nil {
				channel = ch.ID
			}
			return err
		})
	})
}

// importInto imports a file into a new client of folder, and tells how long the
// import alone took.
func importInto(ctx context.Context, folder, path string, n int) (took time.Duration, err error) {
	a, client, channel, err := emptyClient(ctx, folder)
	if a != nil {
		defer func() { err = errors.Join(err, a.Close()) }()
	}
	if err != nil {
		return 0, err
	}
	return took, a.With(ctx, client, func(w *agency.Workspace) error {
		begun := time.Now()
		all, err := intake.Run(ctx, w, "", []intake.Request{{Path: path, Channel: channel}}, intake.Options{Language: "en"})
		took = time.Since(begun)
		if err != nil {
			return err
		}
		if all[0].Added != n {
			return fmt.Errorf("import added %d of %d: %+v", all[0].Added, n, all[0].Error)
		}
		return nil
	})
}

// insertParsed inserts rows that are parsed already into the same table, by one
// prepared statement in one transaction.
func insertParsed(ctx context.Context, folder string, posts []post) (took time.Duration, err error) {
	a, client, channel, err := emptyClient(ctx, folder)
	if err != nil {
		return 0, err
	}
	path := filepath.Join(a.Folder(client), "client.db")
	if err := a.Close(); err != nil {
		return 0, err
	}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=cache_size(-8000)&_pragma=temp_store(MEMORY)")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	begun := time.Now()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }()
	insert, err := tx.PrepareContext(ctx, `INSERT INTO post (id, channel_id, platform_id, permalink, title, text, type, published_at, day, duration_s,
		views, reach, likes, shares, new_followers, comments, saves, created_at, updated_at) VALUES (?`+strings.Repeat(", ?", 18)+`)`)
	if err != nil {
		return 0, err
	}
	now := time.Now().UnixMilli()
	for i := range posts {
		p := &posts[i]
		if _, err := insert.ExecContext(ctx, store.NewID(), channel, p.platformID, p.link, p.text, p.text, p.kind, p.published, p.day, 0.0,
			p.values[0], p.values[1], p.values[2], p.values[3], p.values[4], p.values[5], p.values[6], now, now); err != nil {
			return 0, err
		}
	}
	err = tx.Commit()
	return time.Since(begun), err
}

// imports times the import of a posts export against the insert of its rows.
func imports(ctx context.Context, b *bench) ([]line, error) {
	n, rounds := 200_000, 2
	if b.quick {
		n, rounds = 20_000, 2
	}
	path := filepath.Join(b.dir, fmt.Sprintf("posts-%d.csv", n))
	if err := writeExport(path, n); err != nil {
		return nil, err
	}
	posts := make([]post, n)
	for i := range posts {
		posts[i] = makePost(i)
	}
	times, err := alternate(rounds, func() (time.Duration, error) { return importInto(ctx, filepath.Join(b.dir, "import-ours"), path, n) },
		func() (time.Duration, error) { return insertParsed(ctx, filepath.Join(b.dir, "import-bare"), posts) })
	if err != nil {
		return nil, err
	}
	took := line{name: fmt.Sprintf("import of a posts export of %d rows", n), ours: short(times[0]), bare: short(times[1]), ratio: float64(times[0]) / float64(times[1]), goal: 2.0,
		note: "“bare” inserts rows that are parsed already, one prepared statement a row, in one transaction; the import also reads the file twice, keeps it compressed and looks for each post."}
	say("%-60s %9s %9s %.2f", took.name, took.ours, took.bare, took.ratio)
	// From a fifth to twice as much.
	few, many := filepath.Join(b.dir, fmt.Sprintf("posts-%d.csv", n/5)), filepath.Join(b.dir, fmt.Sprintf("posts-%d.csv", 2*n))
	if err := errors.Join(writeExport(few, n/5), writeExport(many, 2*n)); err != nil {
		return nil, err
	}
	memory, err := flat(ctx, fmt.Sprintf("memory of an import of %d rows", 2*n), 1.3, []string{"import", b.dir, few, strconv.Itoa(n / 5)}, []string{"import", b.dir, many, strconv.Itoa(2 * n)})
	return []line{took, memory}, err
}

// importAlone is an import in a process of its own: folder, file, rows.
func importAlone(ctx context.Context, args []string) error {
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	_, err = importInto(ctx, filepath.Join(args[0], "import-alone"), args[1], n)
	return err
}
