package content

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Words are those in use: the tags of posts with the topics of the log, which are
// one set, and the pillars.
type Words struct {
	Tags    []string `json:"tags"`
	Pillars []string `json:"pillars"`
}

// WordsOf lists the words of a brand, in the order of the alphabet.
func WordsOf(tx *store.Tx, brand string) (*Words, error) {
	w := &Words{Tags: []string{}, Pillars: []string{}}
	list := func(query string, into *[]string) error {
		return tx.Rows(query, []any{brand}, func(r *sql.Rows) error {
			var name string
			err := r.Scan(&name)
			*into = append(*into, name)
			return err
		})
	}
	err := list(`SELECT DISTINCT t.value FROM post p JOIN channel c ON c.id = p.channel_id JOIN json_each(p.tags) t
		WHERE p.deleted_at IS NULL AND c.brand_id = ?1
		UNION SELECT DISTINCT a.topic FROM activity_topic a JOIN channel c ON c.id = a.channel_id WHERE c.brand_id = ?1
		ORDER BY 1 COLLATE NOCASE`, &w.Tags)
	if err == nil {
		err = list(`SELECT DISTINCT p.pillar FROM post p JOIN channel c ON c.id = p.channel_id
			WHERE p.deleted_at IS NULL AND p.pillar <> '' AND c.brand_id = ?1 ORDER BY 1 COLLATE NOCASE`, &w.Pillars)
	}
	if err != nil {
		return nil, fmt.Errorf("words of posts: %w", err)
	}
	return w, nil
}

// Tagging changes the words of posts; a field that is nil leaves them.
type Tagging struct {
	Add    []string `json:"add"`    // tags to put on
	Remove []string `json:"remove"` // tags to take off
	Pillar *string  `json:"pillar,omitempty"`
}

const (
	mostTags   = 30
	longestTag = 60
)

// Tag puts words on posts, takes words off them, or gives them a pillar.
func Tag(tx *store.Tx, ids []string, change Tagging) error {
	add, err := tagsOf(change.Add)
	if err != nil {
		return err
	}
	remove, err := tagsOf(change.Remove)
	if err != nil {
		return err
	}
	if change.Pillar != nil && len([]rune(*change.Pillar)) > longestTag {
		return fault.Bad("pillar", "agency.name_long", longestTag)
	}
	for _, id := range ids {
		title, err := titleOf(tx, id)
		if err != nil {
			return err
		}
		tx.Label("content.did_tag", title)
		var raw string
		if _, err := tx.Get("SELECT tags FROM post WHERE id = ?", []any{id}, &raw); err != nil {
			return err
		}
		var tags []string
		if err := json.Unmarshal([]byte(raw), &tags); err != nil {
			return fmt.Errorf("tags of a post: %w", err)
		}
		has := func(list []string, tag string) bool {
			return slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(t, tag) })
		}
		tags = slices.DeleteFunc(tags, func(t string) bool { return has(remove, t) })
		for _, tag := range add {
			if !has(tags, tag) {
				tags = append(tags, tag)
			}
		}
		if len(tags) > mostTags {
			return fault.Bad("tags", "content.many_tags", mostTags)
		}
		if tags == nil {
			tags = []string{}
		}
		written, err := json.Marshal(tags)
		if err != nil {
			return err
		}
		pillar := change.Pillar
		if pillar != nil {
			clean := strings.Join(strings.Fields(*pillar), " ")
			pillar = &clean
		}
		if _, err := tx.Exec("UPDATE post SET tags = ?, pillar = coalesce(?, pillar), updated_at = ? WHERE id = ?", string(written), pillar, tx.Now, id); err != nil {
			return fmt.Errorf("tag a post: %w", err)
		}
	}
	if len(ids) > 1 {
		tx.Label("content.did_tag_many", len(ids))
	}
	return nil
}

// TagFound does what Tag does to all posts of a filter but the excepted ones.
func TagFound(tx *store.Tx, f Filter, except []string, change Tagging) error {
	ids, err := found(tx, f, except)
	if err != nil {
		return err
	}
	return Tag(tx, ids, change)
}

// tagsOf cleans words as they were typed.
func tagsOf(typed []string) ([]string, error) {
	var tags []string
	for _, t := range typed {
		t = strings.Join(strings.Fields(strings.TrimLeft(t, "#")), " ")
		if t == "" {
			continue
		}
		if len([]rune(t)) > longestTag {
			return nil, fault.Bad("tags", "agency.name_long", longestTag)
		}
		tags = append(tags, t)
	}
	return tags, nil
}
