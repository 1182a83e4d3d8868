import { expect, it } from 'vitest';
import { cleanPart } from '../../../../src/data/weights/cleanPart';

const word = (text: string): string => `X${String.fromCharCode(text.length)}\0\0\0${text}`;
const storage = `(${word('storage')}ctorch\nFloatStorage\n${word('0')}${word('cpu')}K\x01tQ`;
const tensor = `ctorch._utils\n_rebuild_tensor_v2\n(${storage}K\0K\x01\x85K\x01\x85\x89}tR`;
/** numpy.float64(0), as a pickle of protocol 2 has it. */
const scalar =
  `cnumpy._core.multiarray\nscalar\ncnumpy\ndtype\n${word('f8')}\x89\x88\x87R` +
  `(K\x03${word('<')}NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb` +
  `c_codecs\nencode\n${word('0')}${word('latin1')}\x86R\x86R`;
const bytes = (content: string): Buffer => Buffer.from(`\x80\x02}(${content}u.`, 'latin1');
const weights = `}(${word('w')}${tensor}u`;

it('finds the only dictionary of tensors alone beside objects of other classes', () => {
  expect(cleanPart(bytes(`${word('best')}${scalar}${word('model')}${weights}`))).toBe('["model"]');
  const net = `cmodels\nNet\n)\x81}b`;
  expect(cleanPart(bytes(`${word('net')}${net}${word('a')}}(${word('b')}${weights}u`))).toBe('["a"]["b"]');
});

it('finds none where there is no such, or more than one, or the bytes are damaged', () => {
  expect(cleanPart(bytes(`${word('best')}${scalar}`))).toBeUndefined();
  expect(cleanPart(bytes(`${word('m')}}(${word('w')}${tensor}${word('best')}${scalar}u`))).toBeUndefined();
  expect(cleanPart(bytes(`${word('a')}${weights}${word('b')}${weights}`))).toBeUndefined();
  expect(cleanPart(Buffer.from('\x80\x02}(', 'latin1'))).toBeUndefined();
});
