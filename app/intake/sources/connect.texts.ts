import { texts } from "../../i18n/texts.ts";

/**
 * What to click in each tool, in its own menu names. Each key is a step, in order; those named `url`,
 * `secret`, `theirSecret`, `fields`, `fetching`, `script`, `subscription` and `mapping` show beside their words
 * what the step needs (connect-steps.tsx).
 */
export const connectTexts = texts({
  nl: {
    typeform: {
      open: "Open je formulier in Typeform en klik bovenin op Connect. Kies Webhooks en klik op Add a webhook.",
      url: "Plak dit adres bij Endpoint en klik op Save webhook.",
      secret: "Klik bij de webhook op Edit. Plak dit geheim bij Secret en klik op Save changes.",
      on: "Zet de schakelaar van de webhook aan.",
      try: "Klik op View deliveries en dan op Send test request, of vul het formulier zelf één keer in.",
    },
    formbricks: {
      open: "Open in Formbricks Configuration, dan Integrations. Klik bij Webhooks op Manage Webhooks en dan op Add Webhook.",
      url: "Plak dit adres bij URL.",
      triggers: "Vink bij Triggers Response Updated en Response Finished aan. Kies daaronder je vragenlijst en klik op Add Webhook.",
      theirSecret: "Formbricks laat nu een geheim zien dat begint met whsec_. Kopieer het en bewaar het hier.",
      try: "Vul de vragenlijst zelf één keer in.",
    },
    tally: {
      open: "Open je formulier in Tally en ga naar het tabblad Integrations. Klik bij Webhooks op Connect.",
      url: "Plak dit adres bij Endpoint URL.",
      secret: "Zet Signing secret aan en plak dit geheim. Klik op Connect.",
      try: "Vul het formulier zelf één keer in.",
    },
    delighted: {
      open: "Klik in Delighted op Integrations, kies Webhooks en voeg een webhook toe.",
      url: "Plak dit adres bij URL.",
      events: "Kies zowel nieuwe als bijgewerkte reacties. De woorden van de klant komen bij Delighted vaak later dan het cijfer.",
      theirSecret: "Delighted laat bij de webhook een sleutel zien voor de handtekening. Kopieer die en bewaar hem hier.",
      try: "Stuur jezelf in Delighted een vragenlijst en beantwoord hem.",
    },
    qualtrics: {
      token: "Klik in Qualtrics rechtsboven op je profiel, kies Account Settings en dan Qualtrics IDs. Klik bij API op Generate Token.",
      fetching: "Bewaar dat token hier, met het adres van je datacenter. Qualtrics stuurt alleen een nummer; met het token halen wij de reactie op.",
      subscription: "Laat een beheerder van Qualtrics dit in een terminal uitvoeren. Zet eerst het datacenter, het token en het nummer van de vragenlijst (SV_…) erin.",
      try: "Vul de vragenlijst zelf één keer in.",
    },
    surveymonkey: {
      app: "Ga naar developer.surveymonkey.com, klik op My Apps en dan op Add a New App. Kies Private App.",
      scopes: "Zet bij Scopes aan: View Responses, View Response Details, View Webhooks en Create/Modify Webhooks.",
      theirSecret: "Kopieer bij Settings het Client ID en het Secret en bewaar ze hier, met een & ertussen: clientid&secret.",
      fetching: "Kopieer daar ook het Access Token en bewaar het hier. SurveyMonkey stuurt alleen een nummer; met het token halen wij de reactie op.",
      subscription: "Voer dit in een terminal uit. Zet eerst het token en het nummer van de vragenlijst erin.",
      try: "Vul de vragenlijst zelf één keer in.",
    },
    "google-forms": {
      open: "Open je formulier in Google Formulieren. Klik op de drie puntjes en kies Apps Script.",
      script: "Haal weg wat er staat, plak dit script en klik op het diskje om te bewaren.",
      run: "Kies bovenin de functie connect en klik op Uitvoeren. Google vraagt één keer om toestemming.",
      try: "Vul het formulier zelf één keer in.",
    },
    jotform: {
      open: "Open je formulier in Jotform. Klik bovenin op Settings en dan links op Integrations. Zoek WebHooks.",
      url: "Plak dit adres en klik op Complete Integration. Geef het aan niemand anders: Jotform ondertekent niets, dus het adres is het geheim.",
      try: "Vul het formulier zelf één keer in.",
    },
    limesurvey: {
      plugin: "Ga in LimeSurvey naar Configuration en dan Plugins. Klik op Upload & install en kies de plug-in LimeSurveyWebhook (github.com/triat/LimeSurveyWebhook). Zet hem aan.",
      open: "Open je vragenlijst, ga naar Settings en dan Simple plugins. Zet bij LimeSurveyWebhook Enable webhook aan.",
      url: "Plak dit adres bij Webhook URL(s).",
      secret: "Plak dit geheim bij Auth Token en bewaar.",
      try: "Vul de vragenlijst zelf één keer in.",
    },
    "standard-webhooks": {
      url: "Laat je eigen programma elke reactie met POST naar dit adres sturen.",
      fields: "Stuur JSON met dezelfde velden als die van onze API.",
      secret: "Onderteken elk bericht met dit geheim volgens Standard Webhooks (standardwebhooks.com). Daar zijn bibliotheken voor in elke taal.",
      try: "Stuur één reactie.",
    },
    anything: {
      open: "Zoek in je programma naar webhook, HTTP-verzoek of koppeling. Het staat vaak bij Instellingen of Integraties.",
      url: "Plak dit adres waar het programma vraagt waarheen het moet sturen. De methode is POST.",
      secret: "Vraagt het programma om een geheim (secret, token of key)? Kies dan hier hoe het dat meestuurt; je krijgt een geheim om te plakken. Kan het programma dat niet, sla deze stap dan over: het adres zelf is al geheim.",
      try: "Stuur één reactie: vul de vragenlijst zelf in, of gebruik een testknop.",
      mapping: "Daarna laten we zien wat er binnenkwam en wijs jij aan waar het cijfer, de woorden en de klant staan.",
    },
  },
  en: {
    typeform: {
      open: "Open your form in Typeform and click Connect at the top. Choose Webhooks and click Add a webhook.",
      url: "Paste this address at Endpoint and click Save webhook.",
      secret: "Click Edit at the webhook. Paste this secret at Secret and click Save changes.",
      on: "Switch the webhook on.",
      try: "Click View deliveries and then Send test request, or fill in the form once yourself.",
    },
    formbricks: {
      open: "In Formbricks open Configuration, then Integrations. At Webhooks click Manage Webhooks and then Add Webhook.",
      url: "Paste this address at URL.",
      triggers: "At Triggers tick Response Updated and Response Finished. Choose your survey below and click Add Webhook.",
      theirSecret: "Formbricks now shows a secret that begins with whsec_. Copy it and keep it here.",
      try: "Fill in the survey once yourself.",
    },
    tally: {
      open: "Open your form in Tally and go to the Integrations tab. At Webhooks click Connect.",
      url: "Paste this address at Endpoint URL.",
      secret: "Switch Signing secret on and paste this secret. Click Connect.",
      try: "Fill in the form once yourself.",
    },
    delighted: {
      open: "In Delighted click Integrations, choose Webhooks and add a webhook.",
      url: "Paste this address at URL.",
      events: "Choose both new and updated responses. With Delighted the customer's words often come later than the score.",
      theirSecret: "At the webhook Delighted shows a key for its signature. Copy it and keep it here.",
      try: "Send yourself a survey in Delighted and answer it.",
    },
    qualtrics: {
      token: "In Qualtrics click your profile at the top right, choose Account Settings and then Qualtrics IDs. At API click Generate Token.",
      fetching: "Keep that token here, with the address of your data centre. Qualtrics sends a number only; with the token we fetch the response.",
      subscription: "Have an administrator of Qualtrics run this in a terminal. First put in the data centre, the token and the survey's number (SV_…).",
      try: "Fill in the survey once yourself.",
    },
    surveymonkey: {
      app: "Go to developer.surveymonkey.com, click My Apps and then Add a New App. Choose Private App.",
      scopes: "At Scopes switch on: View Responses, View Response Details, View Webhooks and Create/Modify Webhooks.",
      theirSecret: "At Settings copy the Client ID and the Secret and keep them here, with an & between them: clientid&secret.",
      fetching: "Copy the Access Token there too and keep it here. SurveyMonkey sends a number only; with the token we fetch the response.",
      subscription: "Run this in a terminal. First put in the token and the survey's number.",
      try: "Fill in the survey once yourself.",
    },
    "google-forms": {
      open: "Open your form in Google Forms. Click the three dots and choose Apps Script.",
      script: "Remove what is there, paste this script and click the disk to save.",
      run: "Choose the function connect at the top and click Run. Google asks for permission once.",
      try: "Fill in the form once yourself.",
    },
    jotform: {
      open: "Open your form in Jotform. Click Settings at the top and then Integrations on the left. Search for WebHooks.",
      url: "Paste this address and click Complete Integration. Give it to nobody else: Jotform signs nothing, so the address is the secret.",
      try: "Fill in the form once yourself.",
    },
    limesurvey: {
      plugin: "In LimeSurvey go to Configuration and then Plugins. Click Upload & install and choose the plugin LimeSurveyWebhook (github.com/triat/LimeSurveyWebhook). Activate it.",
      open: "Open your survey, go to Settings and then Simple plugins. At LimeSurveyWebhook switch on Enable webhook.",
      url: "Paste this address at Webhook URL(s).",
      secret: "Paste this secret at Auth Token and save.",
      try: "Fill in the survey once yourself.",
    },
    "standard-webhooks": {
      url: "Have your own program send each response to this address with POST.",
      fields: "Send JSON with the same fields as those of our API.",
      secret: "Sign each message with this secret as Standard Webhooks says (standardwebhooks.com). There are libraries for every language.",
      try: "Send one response.",
    },
    anything: {
      open: "In your tool look for webhook, HTTP request or integration. It is often under Settings or Integrations.",
      url: "Paste this address where the tool asks where to send to. The method is POST.",
      secret: "Does the tool ask for a secret, token or key? Then choose here how it sends that along; you get a secret to paste. If the tool cannot, skip this step: the address itself is secret already.",
      try: "Send one response: fill in the survey yourself, or use a test button.",
      mapping: "After that we show what came in and you point out where the score, the words and the customer are.",
    },
  },
});
