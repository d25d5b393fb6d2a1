"""The only writers of plans: journalled, in one transaction, asking the permission inside."""
