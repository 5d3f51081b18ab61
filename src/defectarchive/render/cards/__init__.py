"""Pictures for those who share a page. They need the extra `cards`; nothing else imports these."""
