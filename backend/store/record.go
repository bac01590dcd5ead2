package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"

	"github.com/brandloop/brandloop/backend/fault"
)

// New is the Row of a record that is made now.
func (tx *Tx) New() Row {
	ids := NewID
	if tx.IDs != nil {
		ids = tx.IDs
	}
	return Row{ID: ids(), CreatedAt: tx.Now, UpdatedAt: tx.Now}
}

// Find reads the record of an id that is not deleted; fault.NotFound when there
// is none. T is a struct of a table that embeds Row.
func Find[T any](tx *Tx, id string) (*T, error) {
	var record T
	err := tx.DB().Where("id = ? AND deleted_at IS NULL", id).Take(&record).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.New(fault.NotFound, "store.gone")
	}
	if err != nil {
		return nil, fmt.Errorf("find %T: %w", record, err)
	}
	return &record, nil
}

// Create writes a new record. Its Row is filled in when it has no id.
func Create[T any](tx *Tx, record *T, row *Row) error {
	if row.ID == "" {
		*row = tx.New()
	}
	if err := tx.DB().Create(record).Error; err != nil {
		return fmt.Errorf("create %T: %w", *record, err)
	}
	return nil
}

// Save writes every column of a record that was read and changed.
func Save[T any](tx *Tx, record *T, row *Row) error {
	row.UpdatedAt = tx.Now
	done := tx.DB().Select("*").Where("id = ?", row.ID).Updates(record)
	if done.Error != nil {
		return fmt.Errorf("save %T: %w", *record, done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.New(fault.NotFound, "store.gone")
	}
	return nil
}
