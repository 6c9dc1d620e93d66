package fundstream.fund;

import io.fundstream.schemas.Event;

/** What can happen to a fund. */
public sealed interface FundEvent extends Event
    permits FundRegistered,
        FundListed,
        FundTermsAmended,
        FundStatusChanged,
        FundDraftSaved,
        FundConfigPublished {}
