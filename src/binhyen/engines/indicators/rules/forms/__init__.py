"""Forms: one layout from which the web form, the offline form, the paper and the sheet are drawn."""
