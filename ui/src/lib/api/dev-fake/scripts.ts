// What people say in the made-up calls.
import type { Outcome, Side } from '../gen';

export type Script = {
  language: string;
  outcome: Outcome;
  summary: string;
  tags: string[];
  variables: [string, string, number][];
  lines: [Side, string][];
};

export const scripts: Script[] = [
  {
    language: 'en',
    outcome: 'booked',
    summary:
      'Priya asked for a check-up, chose Tuesday at three and agreed to a text message as confirmation.',
    tags: ['check-up'],
    variables: [
      ['name', 'Priya Sharma', 1],
      ['appointment_time', 'Tue 12 May, 15:00', 5],
      ['sms_consent', 'yes', 7],
    ],
    lines: [
      [
        'agent',
        'Good morning, Sunrise Clinic. This call is recorded. I am the clinic’s automated assistant; how can I help?',
      ],
      [
        'caller',
        'Hi, this is Priya Sharma. I would like to come in for a check-up next week, if there is anything free.',
      ],
      ['agent', 'Thank you, Priya. Do you prefer mornings or afternoons?'],
      ['caller', 'Afternoons, please. I work until two.'],
      ['agent', 'I have Tuesday at three or Wednesday at half past four.'],
      ['caller', 'Tuesday at three works, but can you remind me? I keep forgetting these things.'],
      ['agent', 'Of course. Shall I text you the confirmation and a reminder one day before?'],
      ['caller', 'Yes please, to this number.'],
      [
        'agent',
        'Done. You are booked for Tuesday the twelfth of May at three in the afternoon with Doctor Mehta. Please bring your last report. Is there anything else?',
      ],
      ['caller', 'No, that is all. Thanks a lot 🙂 bye.'],
      ['agent', 'Goodbye, Priya.'],
    ],
  },
  {
    language: 'hi',
    outcome: 'rescheduled',
    summary: 'राहुल ने बुधवार की अपॉइंटमेंट शुक्रवार सुबह ग्यारह बजे करवाई। कारण: दफ़्तर का काम।',
    tags: ['समय बदला'],
    variables: [
      ['name', 'राहुल वर्मा', 1],
      ['appointment_time', 'शुक्रवार 11:00', 5],
    ],
    lines: [
      [
        'agent',
        'नमस्ते, सनराइज़ क्लिनिक में आपका स्वागत है। यह कॉल रिकॉर्ड की जा रही है। मैं आपकी क्या मदद कर सकता हूँ?',
      ],
      ['caller', 'जी, मैं राहुल वर्मा बोल रहा हूँ। बुधवार को मेरी अपॉइंटमेंट है, वह बदलवानी है।'],
      ['agent', 'ज़रूर राहुल जी। किस दिन आना ठीक रहेगा?'],
      ['caller', 'शुक्रवार सुबह हो जाए तो अच्छा है, बुधवार को दफ़्तर में काम आ गया है।'],
      ['agent', 'शुक्रवार को सुबह ग्यारह बजे जगह है। क्या यह समय रख दूँ?'],
      ['caller', 'हाँ, ग्यारह बजे ठीक है।'],
      ['agent', 'हो गया। शुक्रवार सुबह ग्यारह बजे डॉक्टर मेहता के साथ। क्या इसकी सूचना WhatsApp पर भेज दूँ?'],
      ['caller', 'भेज दीजिए। धन्यवाद।'],
    ],
  },
  {
    language: 'en',
    outcome: 'opted_out',
    summary: 'The caller asked not to be called again about offers.',
    tags: ['opt-out', 'offers'],
    variables: [['stop_reason', 'too many calls', 2]],
    lines: [
      [
        'agent',
        'Hello, this is the automated assistant of Sunrise Clinic. I am calling about the winter health offer.',
      ],
      ['caller', 'Please stop calling me. This is the third time this month.'],
      [
        'agent',
        'I am sorry about that. I will take your number off the list for offers right away.',
      ],
      ['caller', 'And delete my number, too.'],
      [
        'agent',
        'I will pass that on as a request. You will hear from the privacy desk within a month.',
      ],
    ],
  },
  {
    language: 'en',
    outcome: 'complained',
    summary: 'Meera waited forty minutes past her appointment and wants to hear from the manager.',
    tags: ['complaint', 'waiting time', 'call back'],
    variables: [['wants_call_back', 'yes', 4]],
    lines: [
      ['agent', 'Sunrise Clinic, good afternoon. This call is recorded. How may I help you?'],
      [
        'caller',
        'I had an appointment at two yesterday and I was seen at twenty to three. Nobody said a word to me.',
      ],
      [
        'agent',
        'I am sorry you had to wait that long. May I take this as a complaint, so that the manager calls you back?',
      ],
      ['caller', 'Yes. I want to hear why. And I want to hear it today.'],
      ['agent', 'I have noted it. The manager will call you on this number before six.'],
      ['caller', 'Fine.'],
    ],
  },
  {
    language: 'hi',
    outcome: 'answered',
    summary: 'कॉलर ने रविवार के समय और जाँच से पहले खाली पेट रहने के बारे में पूछा।',
    tags: [],
    variables: [],
    lines: [
      ['caller', 'हेलो, क्या रविवार को क्लिनिक खुला रहता है?'],
      ['agent', 'जी हाँ, रविवार को सुबह नौ से दोपहर एक बजे तक खुला रहता है।'],
      ['caller', 'और blood test के लिए खाली पेट आना है क्या?'],
      ['agent', 'जी, आठ घंटे पहले से कुछ न खाएँ। पानी पी सकते हैं।'],
    ],
  },
];

export const people = [
  'Priya Sharma',
  'राहुल वर्मा',
  'Meera Nair',
  'Arjun Patel',
  'Fatima Khan',
  'Joseph D’Souza',
  'सुनीता देवी',
  'Vikram Singh Rathore',
  'Ananya Krishnamurthy-Venkataraman',
  null,
];

export const agents = ['Booking agent', 'Reminder agent', 'Front desk', 'Billing agent'];
