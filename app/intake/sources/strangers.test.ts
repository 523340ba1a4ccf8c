import { expect, test } from "vitest";
import { anything } from "../presets/anything.ts";
import { readBody } from "./body.ts";
import { readDeliveries } from "./mapping.ts";
import { suggestMapping } from "./suggest.ts";

/**
 * Tools that we have no preset for, in the shapes that they send: what stands where is guessed right
 * at once, so that an administrator only confirms it.
 */
const reception = { timeZone: "Europe/Amsterdam", receivedAt: new Date("2026-11-20T11:00:00Z") };
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const urlencoded = "application/x-www-form-urlencoded";

type Expected = { id: string; score: number; comment?: string; at: string; email?: string; name?: string };
const tools: [string, { type?: string; body: unknown; becomes: Expected }][] = [
  [
    "Wootric, form-encoded with brackets",
    {
      type: urlencoded,
      body: form({ event_name: "created", "response[id]": "1234", "response[score]": "9", "response[text]": "Snel geholpen", "response[ip_address]": "10.0.0.1", "response[created_at]": "2026-11-19 10:30:00 -0800", "response[updated_at]": "2026-11-19 10:31:00 -0800", "response[end_user_id]": "77", "response[end_user][email]": "jan@klant.example", "response[survey_id]": "5", account_token: "NPS-abc" }),
      becomes: { id: "1234", score: 9, comment: "Snel geholpen", at: "2026-11-19T18:31:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Retently",
    {
      body: { event: "feedback.received", id: "5d5a7", data: { feedbackId: "5f1e7b0d", customerId: "c1", email: "jan@klant.example", firstName: "Jan", lastName: "de Boer", companyName: "De Boer BV", campaignName: "Relatie", createdDate: "2026-11-19T09:12:00.000Z", score: 3, feedback: "Niemand belt terug.", feedbackTags: [], metricsType: "nps" } },
      becomes: { id: "5f1e7b0d", score: 3, comment: "Niemand belt terug.", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "SatisMeter",
    {
      body: { type: "completed", response: { id: "57c5", created: "2026-11-19T09:12:00.000Z", rating: 7, category: "passive", score: 0, feedback: "Best goed.", dismissed: false, method: "In-app", user: { id: "54b4", userId: "1001", name: "Jan de Boer", email: "jan@klant.example", traits: {} }, project: "abc" } },
      becomes: { id: "57c5", score: 7, comment: "Best goed.", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "AskNicely",
    {
      body: { response_id: "8812", person_id: "31", email: "jan@klant.example", name: "Jan de Boer", answer: "2", comment: "Drie keer gebeld.", sent: "1795150000", responded: "1795170000", segment: "Noord", question_type: "nps" },
      becomes: { id: "8812", score: 2, comment: "Drie keer gebeld.", at: "2026-11-20T10:20:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Survicate, questions with answers",
    {
      body: { event: "survey_completed", survey: { id: "s_1", name: "NPS" }, response: { uuid: "b7a6-11", collected_at: "2026-11-19T09:12:00.000000Z", answers: [{ question_id: 11, question: "How likely are you to recommend us to a friend?", type: "nps", answer: { rating: "8" } }, { question_id: 12, question: "Why?", type: "text", answer: { text: "Prima hulp aan de telefoon" } }] }, respondent: { uuid: "r_1", email: "jan@klant.example", attributes: { first_name: "Jan" } } },
      becomes: { id: "b7a6-11", score: 8, comment: "Prima hulp aan de telefoon", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Refiner",
    {
      body: { event: "completed_survey", triggered_at: "2026-11-19T09:12:00Z", response: { uuid: "ea1b", date: "2026-11-19 09:12:00", data: { nps: 10, nps_comment: "Ga zo door" }, form: { uuid: "f1", name: "NPS" } }, contact: { uuid: "c-9", remote_id: "1001", email: "jan@klant.example", display_name: "Jan de Boer" } },
      becomes: { id: "ea1b", score: 10, comment: "Ga zo door", at: "2026-11-19T08:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Zapier: everything flat, numbers as text",
    {
      body: { "Response ID": "R-55", "NPS score": "6", "What could we do better?": "Sneller terugbellen", "Submitted at": "11/19/2026 2:05 PM", Email: "jan@klant.example", Name: "Jan de Boer" },
      becomes: { id: "R-55", score: 6, comment: "Sneller terugbellen", at: "2026-11-19T13:05:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Microsoft Forms by Power Automate",
    {
      body: { responseId: "17", responder: "jan@klant.example", submitDate: "11/19/2026 8:15:00 AM", rf1a2: "9", "Hoe waarschijnlijk is het dat u ons aanbeveelt?": "9", "Wat is de belangrijkste reden?": "Altijd iemand aan de lijn" },
      becomes: { id: "17", score: 9, comment: "Altijd iemand aan de lijn", at: "2026-11-19T07:15:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Google Apps Script with namedValues",
    {
      body: { responseId: "2_ABaOn", namedValues: { Tijdstempel: ["19-11-2026 14:05:22"], "Hoe waarschijnlijk is het dat u ons aanbeveelt?": ["0"], "Waarom geeft u dit cijfer?": ["Nooit meer iets gehoord"], "E-mailadres": ["jan@klant.example"] } },
      becomes: { id: "2_ABaOn", score: 0, comment: "Nooit meer iets gehoord", at: "2026-11-19T13:05:22.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "a script that sends questions and answers as a bare list, with no content type",
    {
      type: "",
      body: [{ question: "Inzending-id", answer: "inz-9" }, { question: "Cijfer (0-10)", answer: "4" }, { question: "Toelichting", answer: "Te lang gewacht" }, { question: "E-mail", answer: "jan@klant.example" }, { question: "Tijdstip", answer: "2026-11-19T09:12:00+01:00" }],
      becomes: { id: "inz-9", score: 4, comment: "Te lang gewacht", at: "2026-11-19T08:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Fillout",
    {
      body: { formId: "f1", formName: "NPS", submission: { submissionId: "abc-1", submissionTime: "2026-11-19T09:12:00.000Z", questions: [{ id: "q1", name: "How likely are you to recommend us?", type: "OpinionScale", value: 9 }, { id: "q2", name: "What is the reason for your score?", type: "LongAnswer", value: "Fijne mensen" }, { id: "q3", name: "Email", type: "EmailInput", value: "jan@klant.example" }] } },
      becomes: { id: "abc-1", score: 9, comment: "Fijne mensen", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Paperform",
    {
      body: { submission_id: "61f", form_id: "x", created_at: "2026-11-19 09:12:00", data: [{ title: "Hoe waarschijnlijk is het dat je ons aanbeveelt?", type: "scale", key: "a1", value: 5 }, { title: "Waarom?", type: "text", key: "a2", value: "Kon beter" }, { title: "E-mail", type: "email", key: "a3", value: "jan@klant.example" }] },
      becomes: { id: "61f", score: 5, comment: "Kon beter", at: "2026-11-19T08:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Gravity Forms, keys by number and a label map",
    {
      body: { id: "301", form_id: "4", date_created: "2026-11-19 09:12:00", "1": "8", "2": "Goede uitleg gekregen van de monteur", "3": "jan@klant.example", nps_score: "8" },
      becomes: { id: "301", score: 8, comment: "Goede uitleg gekregen van de monteur", at: "2026-11-19T08:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Netlify forms",
    {
      body: { id: "5d5c", form_name: "nps", number: 3, created_at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer", human_fields: { Score: "7" }, data: { score: "7", opmerking: "Prima", email: "jan@klant.example", naam: "Jan de Boer", ip: "10.0.0.1" } },
      becomes: { id: "5d5c", score: 7, comment: "Prima", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "PostHog",
    {
      body: { event: { uuid: "0193", event: "survey sent", distinct_id: "1001", timestamp: "2026-11-19T09:12:00.000Z", properties: { $survey_id: "s1", $survey_name: "NPS", $survey_response: "9", $survey_response_1: "Werkt gewoon" } }, person: { id: "p1", properties: { email: "jan@klant.example" } } },
      becomes: { id: "0193", score: 9, comment: "Werkt gewoon", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Alchemer",
    {
      body: { webhook_name: "On Response Processed", data: { is_test_data: false, session_id: "17_5d", account_id: 1, survey_id: 55, response_status: "Complete", survey_response: { id: "12", date_submitted: "2026-11-19 09:12:00 EST", survey_data: { "2": { id: 2, type: "RADIO", question: "How likely are you to recommend us?", answer: "10" }, "3": { id: 3, type: "ESSAY", question: "Why?", answer: "Altijd vriendelijk" }, "4": { id: 4, type: "TEXTBOX", question: "Email", answer: "jan@klant.example" } } } } },
      becomes: { id: "12", score: 10, comment: "Altijd vriendelijk", at: "2026-11-19T14:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Trustmary-like, JSON text within a form field",
    {
      type: urlencoded,
      body: form({ payload: JSON.stringify({ answer_id: "t-1", nps: 2, open_feedback: "Slecht bereikbaar", answered: "2026-11-19T09:12:00Z", contact: { email: "jan@klant.example", name: "Jan de Boer" } }) }),
      becomes: { id: "t-1", score: 2, comment: "Slecht bereikbaar", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "HubSpot feedback, values as text with epoch milliseconds",
    {
      body: { objectId: 9001, properties: { hs_survey_type: { value: "NPS" }, hs_value: { value: "9" }, hs_content: { value: "Heel tevreden" }, hs_ingestion_id: { value: "x" }, hs_submission_timestamp: { value: "1795079520000" }, hs_contact_email_rollup: { value: "jan@klant.example" }, hs_response_group: { value: "promoter" } } },
      becomes: { id: "9001", score: 9, comment: "Heel tevreden", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Simplesat",
    {
      body: { event: "response.created", survey: { id: 5, name: "NPS", metric: "nps" }, response: { id: 991, created: "2026-11-19T09:12:00Z", modified: "2026-11-19T09:15:00Z", answers: [{ id: 1, question: { id: 31, text: "How likely are you to recommend us?", metric: "nps" }, choice: "9", comment: null, follow_up_answer: "Snel opgelost" }], customer: { id: 7, name: "Jan de Boer", email: "jan@klant.example", company: "De Boer BV" }, ticket: { id: 12, agent: { name: "Fatima", email: "fatima@delinde.example" } } } },
      becomes: { id: "991", score: 9, comment: "Snel opgelost", at: "2026-11-19T09:15:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Zonka",
    {
      body: { responseId: "64f1", surveyId: "s1", surveyName: "NPS", receivedDate: "2026-11-19T09:12:00.000Z", contact: { name: "Jan de Boer", emailAddress: "jan@klant.example", mobile: "+31612345678" }, response: [{ questionId: "q1", questionTitle: "How likely are you to recommend us?", questionType: "nps", answerValue: "3", answerText: "3" }, { questionId: "q2", questionTitle: "Comments", questionType: "text", answerText: "Niemand belt terug." }] },
      becomes: { id: "64f1", score: 3, comment: "Niemand belt terug.", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Zoho Survey",
    {
      body: { survey_name: "NPS", response_id: "8701", "Response Time": "Nov 19, 2026 10:12:00 AM", "How likely are you to recommend us to a friend or colleague?": "10", "Please tell us why": "Geweldig geholpen door de monteur", Email: "jan@klant.example" },
      becomes: { id: "8701", score: 10, comment: "Geweldig geholpen door de monteur", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Cognito Forms",
    {
      body: { Form: { Id: "1", Name: "NPS" }, HowLikelyAreYouToRecommendUs: "8", Toelichting: "Ging goed", Email: "jan@klant.example", Name: { First: "Jan", Last: "de Boer", FirstAndLast: "Jan de Boer" }, Entry: { Number: 14, DateSubmitted: "2026-11-19T09:12:00.000Z", DateUpdated: "2026-11-19T09:12:00.000Z" }, Id: "1-14" },
      becomes: { id: "1-14", score: 8, comment: "Ging goed", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Mopinion",
    {
      body: { report: 1, dataset: 22, id: 90017, created: "2026-11-19 09:12:00", fields: [{ key: "nps_score", label: "Hoe waarschijnlijk is het dat u ons aanbeveelt?", value: 6 }, { key: "open_comments", label: "Waarom geeft u deze score?", value: "Wachttijd was lang" }, { key: "email", label: "E-mailadres", value: "jan@klant.example" }, { key: "url", label: "URL", value: "https://delinde.example/" }] },
      becomes: { id: "90017", score: 6, comment: "Wachttijd was lang", at: "2026-11-19T08:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "CustomerGauge, everything as text",
    {
      body: { transaction_id: "77120", nps_score: "9", comment: "Fijn contact", date_survey_answered: "2026-11-19 09:12:00", first_name: "Jan", last_name: "de Boer", email: "jan@klant.example", company_name: "De Boer BV", number_sent_survey: "1" },
      becomes: { id: "77120", score: 9, comment: "Fijn contact", at: "2026-11-19T08:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "n8n form, keys are questions, list of one",
    {
      body: [{ submittedAt: "2026-11-19T10:12:00.000+01:00", formMode: "production", "Hoe waarschijnlijk is het dat u ons aanbeveelt? (0-10)": "1", "Wat kunnen wij beter doen?": "Terugbellen", "Uw e-mailadres": "jan@klant.example", submissionId: "n-3" }],
      becomes: { id: "n-3", score: 1, comment: "Terugbellen", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Usabilla",
    {
      body: { type: "feedback_item", data: { id: "5a1", date: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", nps: 4, rating: 2, comment: "Formulier werkt niet", browser: { name: "Firefox", version: "120" }, data: { reason: "bug" } } },
      becomes: { id: "5a1", score: 4, comment: "Formulier werkt niet", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Userflow, JSON in a field of JSON",
    {
      body: { id: "evt_1", topic: "event.tracked", created_at: "2026-11-19T09:12:01Z", data: { object: { id: "ev-77", name: "survey_answered", time: "2026-11-19T09:12:00Z", attributes: JSON.stringify({ nps_score: 2, nps_comment: "Te duur" }), user: { id: "1001", attributes: { email: "jan@klant.example", name: "Jan de Boer" } } } } },
      becomes: { id: "ev-77", score: 2, comment: "Te duur", at: "2026-11-19T09:12:01.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Google Apps Script with e.values: a row",
    {
      body: { responseId: "2_XY", values: ["19-11-2026 14:05:22", "0", "Nooit meer iets gehoord", "jan@klant.example"], headers: ["Tijdstempel", "NPS", "Waarom?", "E-mail"] },
      becomes: { id: "2_XY", score: 0, comment: "Nooit meer iets gehoord", at: "2026-11-19T13:05:22.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "a Dutch tool of one's own, with options by id",
    {
      body: { inzending: { nummer: "VH-2312", ingevuld_op: "19 november 2026 10:12" }, antwoorden: [{ code: "nps", label: "Hoe waarschijnlijk is het dat je ons aanbeveelt?", value: ["o-9"], options: [{ id: "o-9", text: "9" }, { id: "o-10", text: "10" }] }, { code: "waarom", label: "Waarom?", value: "Alles klopte" }], klant: { naam: "Jan de Boer", email: "jan@klant.example" } },
      becomes: { id: "VH-2312", score: 9, comment: "Alles klopte", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "what SurveyMonkey gives when it is asked, also of a quiz",
    {
      body: { id: "5007154325", survey_id: "4001", date_created: "2026-11-19T10:00:00+00:00", date_modified: "2026-11-19T10:03:11+00:00", total_time: 191, ip_address: "10.0.0.1", metadata: { contact: { first_name: { value: "Jan" }, email: { type: "string", value: "jan@klant.example" } } }, pages: [{ id: "1", questions: [] }, { id: "2", questions: [{ id: "801", family: "matrix", heading: "How likely is it that you would recommend us?", answers: [{ choice_id: "91", row_id: "71", score: 1, simple_text: "9" }] }, { id: "802", heading: "What could we do better?", answers: [{ text: "Sneller terugbellen", simple_text: "Sneller terugbellen" }] }] }] },
      becomes: { id: "5007154325", score: 9, comment: "Sneller terugbellen", at: "2026-11-19T10:03:11.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Help Scout",
    {
      body: { id: 88, survey: { id: 5, type: "nps" }, response: { id: 2001, value: "3", category: "detractor", comment: "Niemand belt terug.", timestamp: "2026-11-19T09:12:00Z" }, customer: { id: 12, email: "jan@klant.example", name: "Jan de Boer" } },
      becomes: { id: "2001", score: 3, comment: "Niemand belt terug.", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Power Automate with keys that say nothing",
    {
      body: { body: { responder: "jan@klant.example", submitDate: "2026-11-19T09:12:00Z", resourceData: { responseId: 12 }, r9f0c1: "9", r2a: "Prima geholpen" } },
      becomes: { id: "12", score: 9, comment: "Prima geholpen", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Nicereply, with the colleague whom it is about",
    {
      body: { data: { id: "nr1", score: "9", score_type: "nps", comment: "Prima", created_at: "2026-11-19T09:12:00Z", customer: { email: "jan@klant.example", name: "Jan de Boer" }, user: { email: "fatima@delinde.example", full_name: "Fatima Amrani" } } },
      becomes: { id: "nr1", score: 9, comment: "Prima", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Google Apps Script with itemResponses and JavaScript's own way of writing a time",
    {
      body: { formId: "f", responseId: "2_AA", timestamp: "Thu Nov 19 2026 10:12:00 GMT+0100 (Midden-Europese standaardtijd)", respondentEmail: "jan@klant.example", itemResponses: [{ title: "Hoe waarschijnlijk is het dat u ons aanbeveelt?", response: "9" }, { title: "Waarom?", response: "Fijn" }] },
      becomes: { id: "2_AA", score: 9, comment: "Fijn", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Google Forms by Zapier, the scale in the question",
    {
      body: { id: "1AbC-17", Timestamp: "11/19/2026 10:12:00", "On a scale of 0-10, how likely are you to recommend us to a friend?": "9", "What is the main reason for your score?": "Snel geholpen", "Email Address": "jan@klant.example" },
      becomes: { id: "1AbC-17", score: 9, comment: "Snel geholpen", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "Zenloop",
    {
      body: { survey: { public_hash_id: "sur-1", title: "NPS" }, answer: { public_hash_id: "ans-1", score: 4, score_type: "detractor", comment: "Slecht bereikbaar", inserted_at: "2026-11-19T09:12:00.000000Z", recipient: { email: "jan@klant.example", first_name: "Jan", last_name: "de Boer" } } },
      becomes: { id: "ans-1", score: 4, comment: "Slecht bereikbaar", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example", name: "Jan de Boer" },
    },
  ],
  [
    "Qualtrics by a workflow's JSON, with its own group",
    {
      body: { ResponseID: "R_3abc", Q1_NPS_GROUP: "Detractor", Q1: "6", Q2_TEXT: "Traag", RecordedDate: "2026-11-19T09:12:00Z", RecipientEmail: "jan@klant.example" },
      becomes: { id: "R_3abc", score: 6, comment: "Traag", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
  [
    "ClickUp custom fields",
    {
      body: { id: "abc123", name: "NPS Jan", date_created: "1795079520000", custom_fields: [{ id: "cf1", name: "NPS score", type: "number", value: "2" }, { id: "cf2", name: "Toelichting", type: "text", value: "Slecht bereikbaar" }, { id: "cf3", name: "E-mail", type: "email", value: "jan@klant.example" }] },
      becomes: { id: "abc123", score: 2, comment: "Slecht bereikbaar", at: "2026-11-19T09:12:00.000Z", email: "jan@klant.example" },
    },
  ],
];

test.each(tools)("%s", async (_, { type = "application/json", body, becomes: { at, email, name, ...rest } }) => {
  const tree = await readBody(type, Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));
  const mapping = { ...suggestMapping(tree), scale: "0-10" as const };
  const [reading] = readDeliveries(anything, mapping, tree, reception);
  expect(reading).toMatchObject({ kind: "response", input: { ...rest, answered_at: new Date(at), customer: { ...(email && { email }), ...(name && { name }) } } });
});

test("a form's own language is not the customer's", async () => {
  const body = form({ EntryId: "17", Field5: "9", FormStructure: JSON.stringify({ Name: "NPS", Language: "english" }) });
  expect(suggestMapping(await readBody(urlencoded, Buffer.from(body))).fields["customer.language"]).toBeUndefined();
});

test("a question that names another scale is refused, whatever an administrator confirmed; one that names 0 to 10 needs no confirming", () => {
  const item = (title: string) => ({ id: "a-1", data: [{ key: "q1", title, value: "4" }, { key: "q2", title: "Waarom?", value: "(1-5) vind ik raar" }] });
  const mapping = { fields: { id: [{ at: ["id"] }], score: [{ at: ["data", { where: ["key"], is: "q1" }, "value"] }], comment: [{ at: ["data", { where: ["key"], is: "q2" }, "value"] }] } };
  expect(readDeliveries(anything, { ...mapping, scale: "0-10" }, item("Op een schaal van 1 tot 5, hoe tevreden bent u?"), reception)).toEqual([{ kind: "refused", reason: { code: "other_scale", scale: "1-5" } }]);
  expect(readDeliveries(anything, mapping, item("Op een schaal van 0 tot 10, beveelt u ons aan?"), reception)).toMatchObject([{ kind: "response", input: { score: 4 } }]);
  expect(readDeliveries(anything, mapping, item("Beveelt u ons aan?"), reception)).toMatchObject([{ kind: "waiting", reason: { code: "scale_not_confirmed" } }]);
});

test.each([["vraag", "antwoord"], ["q", "a"], ["k", "v"], ["veld", "waarde"], ["onderdeel", "uitkomst"], ["Frage", "Antwort"], ["id", "answer"]])("pairs of %s and %s are addressed by field, wherever they stand", (name, value) => {
  const pair = (field: string, said: string | number) => ({ [name]: field, [value]: said });
  const at = { id: "p-1", sent: "2026-11-19T09:12:00Z" };
  const mapping = { ...suggestMapping({ ...at, items: [pair("Waarom?", "Niemand belt terug"), pair("NPS", 3)] }), scale: "0-10" as const };
  const read = (items: object[]) => readDeliveries(anything, mapping, { ...at, items } as never, reception);
  expect(read([pair("NPS", 9), pair("Filiaal", "Noord"), pair("Waarom?", "Fijn geholpen")])).toMatchObject([{ kind: "response", input: { score: 9, comment: "Fijn geholpen" } }]);
});

test("a bare list of pairs is one answer; a bare list of answers that have a name is several", async () => {
  const pairs = [{ vraag: "Inzending-id", antwoord: "i-1" }, { vraag: "NPS", antwoord: "4" }];
  expect(readDeliveries(anything, { ...suggestMapping(pairs), scale: "0-10" }, pairs, reception)).toMatchObject([{ kind: "response", input: { id: "i-1", score: 4 } }]);
  const answers = [{ id: "r-1", name: "Jan", score: 9, comment: "Fijn" }, { id: "r-2", name: "Anne", score: 2, comment: "Traag" }];
  expect(readDeliveries(anything, { ...suggestMapping(answers), scale: "0-10" }, answers, reception)).toMatchObject([{ input: { id: "r-1", score: 9, comment: "Fijn" } }, { input: { id: "r-2", score: 2, comment: "Traag" } }]);
});
