"""What staffing decides without a database: settings, demand, caps, packing, comparing, words of documents."""
