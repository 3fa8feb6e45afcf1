/** An agent to begin with: every line is to be made one's own. */
export const EXAMPLE = `business = "Sunrise Dental"
agent = "Asha"
place = "IN-MH"
zone = "Asia/Kolkata"
tongue = "en"
script = "appointment"
# A person's number, for callers who ask for one.
# person = "+912012345678"
# What it says when it calls somebody, where that is another script.
# calls_out = "reminder"
`;
