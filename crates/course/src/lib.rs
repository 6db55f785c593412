//! A folder of topics as one course: loading, checking, time, pages as HTML.
