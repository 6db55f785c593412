//! A document of any kind into a topic and a draft case.
